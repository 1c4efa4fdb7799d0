// @ts-check
// When the search island comes up it puts a box of its own in place of the one that came with the page. Whoever has begun to
// type by then keeps the words, the caret and the focus.
import { onPage } from './page.js';

onPage(() => {
  const box = document.querySelector('.searching:not([data-live]) input[data-search]');
  if (!(box instanceof HTMLInputElement)) return;
  const written = box.value;
  let hasFocus = document.activeElement === box;
  box.addEventListener('focus', () => { hasFocus = true; });
  // Being taken away is a blur too, and is none of the reader's doing.
  box.addEventListener('blur', () => setTimeout(() => { hasFocus &&= !box.isConnected; }));
  new MutationObserver((_, observer) => {
    const now = document.querySelector('.searching[data-live] input[data-search]');
    if (!(now instanceof HTMLInputElement)) return;
    observer.disconnect();
    if (now === box) return;
    if (hasFocus) now.focus();
    if (box.value === written) return;
    now.value = box.value;
    now.setSelectionRange(box.selectionStart, box.selectionEnd);
    now.dispatchEvent(new Event('input', { bubbles: true }));
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
});
