// @ts-check
// Through the passages of a page by keyboard, and a link to each of them to take away.
import { el, live } from './dom.js';
import { onPage } from './page.js';

/** @returns {HTMLElement[]} */
const passages = () => [...document.querySelectorAll('.body [id^="p-"]')].filter(p => p instanceof HTMLElement && !p.closest('.card'));

/** To the next passage, or the one before. @param {number} by */
function step(by) {
  const all = passages();
  const from = document.activeElement?.closest('[id^="p-"]');
  const at = from ? all.indexOf(/** @type {HTMLElement} */ (from)) : all.findIndex(p => p.getBoundingClientRect().top > 8) - (by > 0 ? 1 : 0);
  const next = all[Math.max(0, at + by)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role=group], dialog')) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'c') copy(/** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest('[id^="p-"]')));
  else if (event.key === '?') import('./help.js').then(({ show }) => show());
});

document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-help]')) import('./help.js').then(({ show }) => show());
});

// One link for all passages: it comes to the passage the pointer is at, in the room beside it, and moves nothing.
const link = el('a', { className: 'passage-link', title: 'Copy link to this passage', 'aria-label': 'Copy link to this passage', 'data-enhance-nav': 'false' }, '#');

document.addEventListener('pointerover', event => {
  const passage = event.target instanceof Element ? event.target.closest('.body > p[id^="p-"], .body > :is(ul, ol) > li[id^="p-"]') : null;
  if (!passage || passage === link.parentElement || passage.contains(link)) return;
  link.href = `${location.pathname}#${passage.id}`;
  link.textContent = '#';
  passage.append(link);
});

link.addEventListener('click', (/** @type {MouseEvent} */ event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  copy(link.parentElement);
});

/** Takes a link to a passage away; where the clipboard is closed, the address bar has it. @param {HTMLElement | null | undefined} passage */
function copy(passage) {
  if (!passage) return;
  const address = `${location.origin}${location.pathname}#${passage.id}`;
  history.replaceState(history.state, '', address);
  /** @param {string} words @param {string} short */
  const say = (words, short) => {
    live.textContent = words;
    if (link.parentElement === passage) link.textContent = short;
  };
  (navigator.clipboard?.writeText(address) ?? Promise.reject()).then(() => say('Link copied', 'copied'), () => say('The link is in the address bar', 'in the address bar'));
}

// The contents follow, and so does the rail of years: the heading whose text is being read is marked.
let mark = () => {};
addEventListener('scroll', () => mark(), { passive: true });
onPage(() => {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('.contents a, .rail a')]).filter(a => a.checkVisibility?.() ?? true);
  // A year is measured as a whole: to measure what is in one that is not laid out would lay it out.
  const headings = links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(heading => heading?.closest('section.year') ?? heading);
  mark = links.length === 0 ? () => {} : () => {
    const at = headings.findLastIndex(heading => heading && heading.getBoundingClientRect().top < innerHeight / 3);
    if (links[at]?.hasAttribute('aria-current')) return;
    links.forEach((a, i) => i === at ? a.setAttribute('aria-current', 'location') : a.removeAttribute('aria-current'));
    const rail = links[at]?.closest('.rail');
    if (rail) rail.scrollLeft = links[at].offsetLeft - (rail.clientWidth / 2);
  };
  // Whoever is at the top has read none of it.
  if (scrollY > 0) mark();
});
