// @ts-check
// When the search island comes up it puts a box and results of its own in place of those that came with the page. Whoever has
// begun to type by then keeps the words, the caret and the focus, and whoever has gone to a result stays at it.
import { onPage } from './page.js';

onPage(() => {
  const box = document.querySelector('.searching:not([data-live]) input[data-search]');
  if (!(box instanceof HTMLInputElement)) return;
  const written = box.value;
  const section = /** @type {Element} */ (box.closest('.searching'));
  let focused = section.contains(document.activeElement) ? document.activeElement : null;
  section.addEventListener('focusin', event => { focused = /** @type {Element} */ (event.target); });
  // Being taken away is a loss of focus too, and is none of the reader's doing. What counts is where the focus is by then: it
  // may have come back before the timer did.
  section.addEventListener('focusout', () => setTimeout(() => {
    if (section.isConnected) focused = section.contains(document.activeElement) ? document.activeElement : null;
  }));
  new MutationObserver((_, observer) => {
    const now = document.querySelector('.searching[data-live] input[data-search]');
    if (!(now instanceof HTMLInputElement)) return;
    observer.disconnect();
    if (now === box) return;
    const href = focused?.getAttribute('href');
    if (focused === box) now.focus();
    else if (href) /** @type {HTMLElement | null} */ (document.querySelector(`.searching a[href="${CSS.escape(href)}"]`))?.focus();
    if (box.value === written) return;
    now.value = box.value;
    now.setSelectionRange(box.selectionStart, box.selectionEnd);
    now.dispatchEvent(new Event('input', { bubbles: true }));
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
});
