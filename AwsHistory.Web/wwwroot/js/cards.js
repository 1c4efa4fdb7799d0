// @ts-check
// A card for each citation: what it supports, who else cites the same, why it is doubted; and one for each link to a page of ours:
// what stands there. Fetched at 150 ms, shown at 500, gone 300 after the pointer or the focus has left; it lies above the page, so
// nothing moves.
import { el, live } from './dom.js';
import { onPage } from './page.js';

const TIMES = { fetch: 150, show: 500, close: 300 };

/** The cards that were fetched last, oldest first. @type {Map<string, Promise<string>>} */
const fetched = new Map();
const KEPT = 100;
const card = el('div', { className: 'card', popover: 'manual', role: 'dialog' });
/** @type {HTMLElement | null} */
let cite = null;
/** The one the pointer or the focus is at. @type {HTMLElement | null} */
let next = null;
/** The one whose card was closed on purpose; it stays closed until the reader comes back. @type {HTMLElement | null} */
let shut = null;
/** @type {number[]} */
let opening = [];
let closing = 0;

/** Of running text, or of a drawing. @param {HTMLElement} at */
const isLink = at => at.localName === 'a';

/** @param {HTMLElement} at */
function addressOf(at) {
  const { citations, previews } = document.documentElement.dataset;
  // A passage apart from its page says which citation of which page it is.
  if (!isLink(at)) return `${citations}${at.dataset.of ?? `${location.pathname.replace(/^\/dossier/, '')}/${at.id.slice(1)}`}`;
  const { pathname, hash } = new URL(at.getAttribute('href') ?? '', document.baseURI);
  return `${previews}${pathname}${hash ? `?at=${hash.slice(1)}` : ''}`;
}

/** @param {HTMLElement} at */
function fetchCard(at) {
  const address = addressOf(at);
  let html = fetched.get(address);
  if (!html) {
    html = fetch(address).then(response => response.ok ? response.text() : Promise.reject(new Error(`${response.status}`)));
    fetched.set(address, html);
    if (fetched.size > KEPT) fetched.delete(fetched.keys().next().value ?? '');
    html.catch(() => fetched.delete(address));
  }

  return html;
}

/** The pointer or the focus has come to a citation or a link. @param {HTMLElement} at */
export function enter(at) {
  clearTimeout(closing);
  if (at === cite || at === next || at === shut) return;
  shut = null;
  opening.forEach(clearTimeout);
  next = at;
  // The browser would show the title of a mark over the card.
  at.querySelector(':scope > title')?.remove();
  // A card that cannot be fetched is not shown; the link is there all the same.
  opening = [setTimeout(() => fetchCard(at).catch(() => {}), TIMES.fetch), setTimeout(() => open(at).catch(() => {}), TIMES.show)];
}

function leave() {
  opening.forEach(clearTimeout);
  next = null;
  clearTimeout(closing);
  closing = setTimeout(close, TIMES.close);
}

/** Shows the card of a citation or a link now. @param {HTMLElement} at */
export async function open(at) {
  next = at;
  const html = await fetchCard(at);
  if (next !== at || !at.isConnected) return;
  clearTimeout(closing);
  cite = at;
  card.innerHTML = html;
  // The page may know more of a doubt than the card: candidates, as links.
  const why = at.querySelector('.why')?.cloneNode(true);
  if (why) card.querySelector('.card-why')?.replaceChildren(...why.childNodes);
  card.setAttribute('aria-label', isLink(at) ? 'Preview' : `Citation ${at.querySelector('a')?.textContent ?? ''}`);
  // What is no part of a drawing is not shown within one.
  (at.closest('svg') ?? at).after(card);
  card.showPopover();
  place();
  if (!at.contains(document.activeElement)) return;
  const words = [...card.querySelectorAll('.card-head, .card-status, blockquote, .card-text')].map(part => part.textContent).join(' ');
  live.textContent = isLink(at) ? words : `${words} Press Tab for more.`;
}

export function close() {
  clearTimeout(closing);
  opening.forEach(clearTimeout);
  shut = cite;
  if (cite && card.contains(document.activeElement)) (isLink(cite) ? cite : cite.querySelector('a'))?.focus();
  cite = next = null;
  live.textContent = '';
  card.remove();
}

/** Below the citation, or above it where there is no room. */
function place() {
  if (!cite) return;
  // A link may be broken over two lines.
  const lines = (cite.querySelector('a') ?? cite).getClientRects();
  if (lines.length === 0) return close();
  const [{ left, top }, { bottom }] = [lines[0], lines[lines.length - 1]];
  if (bottom < 0 || top > innerHeight) return close();
  const { offsetWidth: width, offsetHeight: height } = card;
  card.style.left = `${Math.max(8, Math.min(left - 16, document.documentElement.clientWidth - width - 8))}px`;
  const below = bottom + 6 + height <= innerHeight || top - 6 - height <= 0;
  card.style.top = `${below ? Math.max(8, Math.min(bottom + 6, innerHeight - height - 8)) : top - 6 - height}px`;
}

/** @param {EventTarget | null} target */
const isOurs = target => target instanceof Node && (card.contains(target) || (cite?.contains(target) ?? false) || (next?.contains(target) ?? false));

for (const type of ['pointerout', 'focusout'])
  document.addEventListener(type, event => {
    if (shut && event.target instanceof Node && shut.contains(event.target)) shut = null;
    if ((cite || next) && isOurs(event.target) && !isOurs(/** @type {PointerEvent} */ (event).relatedTarget) && /** @type {PointerEvent} */ (event).pointerType !== 'touch') leave();
  });
for (const type of ['pointerover', 'focusin']) card.addEventListener(type, () => clearTimeout(closing));
document.addEventListener('pointerdown', event => { if (cite && !isOurs(event.target)) close(); });
document.addEventListener('keydown', event => { if (event.key === 'Escape' && (cite || next)) close(); });
addEventListener('scroll', place, { capture: true, passive: true });
addEventListener('resize', place);
onPage(close);

card.addEventListener('click', async (/** @type {MouseEvent} */ event) => {
  if (event.target instanceof Element && event.target.closest('a[data-video]')) close();
  const button = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest('[data-copy]'));
  if (!button) return;
  const text = button.dataset.copy ?? '';
  try {
    await navigator.clipboard.writeText(text);
    live.textContent = button.textContent = 'Copied';
  } catch {
    // Not allowed, or the page came by plain http: the words are laid out to be copied by hand.
    const box = el('textarea', { value: text, readOnly: true, rows: 4, 'aria-label': 'To be copied' });
    button.replaceWith(box);
    box.select();
    place();
  }
});
