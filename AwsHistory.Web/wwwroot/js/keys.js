// @ts-check
// Keys that lead to the search box and through its results, on any page.

/** @param {MouseEvent | KeyboardEvent} event */
export const isModified = event => event.ctrlKey || event.metaKey || event.shiftKey;

/**
 * Goes to a page of ours, within the site where it can, or opens it beside this one.
 * @param {string} url
 * @param {boolean} elsewhere
 */
export function open(url, elsewhere) {
  const blazor = /** @type {any} */ (window).Blazor;
  if (elsewhere) window.open(url, '_blank', 'noopener');
  else if (blazor?.navigateTo) blazor.navigateTo(url);
  else location.assign(url);
}

/** @param {EventTarget | null} target */
const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

const box = () => /** @type {HTMLInputElement | null} */ (document.querySelector('input[data-search]'));

/** @returns {HTMLElement[]} */
const results = () => [...document.querySelectorAll('.searching .groups h2 a, .searching a.snippet')].filter(link => link instanceof HTMLElement);

document.addEventListener('keydown', event => {
  if (event.isComposing || event.altKey) return;
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
    const words = box();
    if (!words) return;
    words.focus();
    words.select();
    event.preventDefault();
    return;
  }

  // Through the results of the search page, from its box and back to it.
  const links = results();
  if (links.length === 0 || !(event.target instanceof HTMLElement)) return;
  const [inBox, at] = [event.target === box(), links.indexOf(event.target)];
  if (!inBox && at < 0) return;
  if (event.key === 'ArrowDown' && at + 1 < links.length) links[at + 1].focus();
  else if (event.key === 'ArrowUp' && !inBox) (links[at - 1] ?? box()).focus();
  else if (event.key === 'Escape' && !inBox) box()?.focus();
  else if (event.key === 'Enter' && inBox && (event.ctrlKey || event.metaKey)) open(/** @type {HTMLAnchorElement} */ (links[0]).href, true);
  else return;
  event.preventDefault();
});
