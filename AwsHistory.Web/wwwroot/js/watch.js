// @ts-check
// Watching while reading. Until somebody asks to play, this is all there is: a click, a key, or an address with a time loads the
// player, and a pointer or the focus on a citation loads the cards.
import { seconds } from './dom.js';
import { sayOffline } from './offline.js';
import { onPage } from './page.js';

/** @typedef {{ slug: string, t: number, title?: string, href?: string | null, from?: HTMLElement }} Moment */

const CITES = '.body .cite.time a[data-t]';
const PAGES = /^\/(articles|people|services|organizations|claims|events|videos)\/[^?]*$/;
const PASSAGE = '[id^="p-"]';

/** @type {Promise<typeof import('./player.js')> | undefined} */
let loading;
const player = () => loading ??= import('./player.js');

/** @type {Promise<typeof import('./cards.js')> | undefined} */
let cards;
const card = () => cards ??= import('./cards.js');

/** @param {HTMLElement} link @returns {Moment} */
const momentOf = link => ({ slug: link.dataset.video ?? '', t: Number(link.dataset.t ?? 0), title: link.dataset.title, href: link.matches('.tick') ? null : link.getAttribute('href'), from: link });

/** What the event is about. @param {Event} event @param {string} selector @returns {HTMLElement | null} */
const near = (event, selector) => event.target instanceof Element ? event.target.closest(selector) : null;

/** @param {HTMLElement} link */
async function go(link) {
  try {
    const { ask, play } = await player();
    ('play' in link.dataset ? play : ask)(momentOf(link));
  } catch (error) {
    // The player itself could not be loaded: the link does what it does without scripts.
    loading = undefined;
    console.warn(error);
    if (navigator.onLine) location.assign(link.getAttribute('href') ?? '');
    else sayOffline('No network: the recording cannot be played now.');
  }
}

// Before Blazor's own listener, which would fetch a recording of ours as if it were a page.
document.addEventListener('click', event => {
  // A finger on the number of a source is shown its card, from which the list of sources can be reached.
  const source = near(event, '.body .cite.source[id]');
  if (source && near(event, 'a') && /** @type {PointerEvent} */ (event).pointerType === 'touch') {
    event.preventDefault();
    card().then(({ open }) => open(source));
    return;
  }

  // On wide screens the time stands in the margin, and a mark in the line stands for it.
  const link = near(event, 'a[data-video]') ?? /** @type {HTMLElement | null | undefined} */ (near(event, '.body .cite.time')?.querySelector('a[data-video]'));
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // A mark of the ribbon leads to its passage, and plays as well.
  if (!link.matches('.tick')) event.preventDefault();
  const cite = link.closest('.cite[id]');
  const byTouch = cite && /** @type {PointerEvent} */ (event).pointerType === 'touch';
  if (byTouch) card().then(({ open }) => open(/** @type {HTMLElement} */ (cite)));
  // A finger that asks for the first time is shown the card, which has a button to play.
  if (!byTouch || document.querySelector('.dock.on')) go(link);
}, true);

/** A link in running text to another page, of which the reader may like to know first what stands there. @param {HTMLElement | null} link */
const previewed = link => link && !link.matches('.companions a, .ribbon a, .cite a, .facade, .pages a, .cards a, .claim-list a, .card a') && PAGES.test(link.getAttribute('href') ?? '')
  && new URL(link.getAttribute('href') ?? '', document.baseURI).pathname !== location.pathname ? link : null;

for (const type of ['pointerover', 'focusin'])
  document.addEventListener(type, event => {
    const cite = near(event, '.cite:is([id], [data-of])') ?? previewed(near(event, 'main a[href^="/"]'));
    // Who comes back from the player has seen the card before.
    const back = /** @type {FocusEvent} */ (event).relatedTarget instanceof Element && type === 'focusin' && /** @type {any} */ (event).relatedTarget.closest('.dock');
    if (cite && !back && /** @type {PointerEvent} */ (event).pointerType !== 'touch') card().then(({ enter }) => enter(cite));
  });

/** The citations of the page, and which of them the reader is at: in focus, being played, or the first of what is read. @returns {{ cites: HTMLElement[], at: number, isThere: boolean }} */
function place() {
  const cites = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(CITES)]);
  const focused = document.activeElement;
  const inDock = focused?.closest('.dock');
  const now = cites.findIndex(link => link === focused || (inDock && link.matches('.now a')));
  if (now >= 0) return { cites, at: now, isThere: true };
  const passage = focused?.closest(PASSAGE) ?? document.querySelector('.spoken:not(.cues li)') ?? document.querySelector(`${PASSAGE}:target`)
    ?? [...document.querySelectorAll(`.body ${PASSAGE}`)].find(p => p.getBoundingClientRect().bottom > innerHeight / 4);
  // The first of the passage, or the last before it.
  const within = cites.findIndex(link => passage?.contains(link));
  if (within >= 0 || !passage) return { cites, at: Math.max(0, within), isThere: false };
  return { cites, at: Math.max(0, cites.filter(link => link.compareDocumentPosition(passage) & Node.DOCUMENT_POSITION_FOLLOWING).length - 1), isThere: false };
}

/** To the next citation, or the one before; a player that is on goes there too. @param {number} by */
export function step(by) {
  const { cites, at, isThere } = place();
  const link = cites[isThere || by < 0 ? at + by : at];
  if (!link) return;
  if (!document.activeElement?.closest('.dock')) link.focus();
  if (document.querySelector('.dock.on')) go(link);
}

document.addEventListener('keydown', async event => {
  if (event.ctrlKey || event.metaKey || event.altKey || near(event, 'input, textarea, select, [contenteditable]')) return;
  if (event.key === '[') step(-1);
  else if (event.key === ']') step(1);
  else if (event.key === 'p') {
    const { cites, at } = place();
    const link = cites[at] ?? /** @type {HTMLElement | null} */ (document.querySelector('a[data-play]'));
    if (link) (await player()).play({ ...momentOf(link), from: undefined });
  }
});

onPage(async () => {
  const t = seconds(new URLSearchParams(location.search).get('t'));
  const link = /** @type {HTMLElement | null} */ (t === null ? null
    : document.querySelector(`:target a[data-t="${t}"]`) ?? document.querySelector('.facade[data-video]') ?? document.querySelector('.body a[data-video]'));
  if (link && t !== null) (await player()).offer({ ...momentOf(link), t, from: undefined });
});
