// @ts-check
// In step with the player: the passage that is being spoken about, the cue that is being said, the place on the ribbon, and who and
// what is named around this minute. Following stops as soon as the reader scrolls.
import { escapeSlug } from './dom.js';
import { onPage } from './page.js';

/** @typedef {import('./screens.js').Recording} Recording */

/** How long, in seconds, a passage counts as spoken about after the second it cites. */
const LASTS = 90;

/** How long, in milliseconds, a scroll may be one of ours. */
const OURS = 1200;

let following = true;
let quietUntil = 0;
/** @type {() => void} */
let changed = () => {};
/** The page's citations of a recording, in order of time. @type {{ slug: string, list: Array<{ t: number, cite: Element, passage: Element }> } | null} */
let index = null;
/** @type {Element[]} */
let marked = [];
let asked = '';

export const isFollowing = () => following;

/** @param {boolean} on @param {() => void} [tell] Called whenever it changes. */
export function setFollowing(on, tell) {
  if (tell) changed = tell;
  following = on;
  if (on) marked = unmarked(marked);
  changed();
}

addEventListener('scroll', () => { if (performance.now() > quietUntil) stop(); }, { capture: true, passive: true });
for (const type of ['wheel', 'touchmove']) addEventListener(type, stop, { passive: true });

function stop() {
  if (following && marked.length) setFollowing(false);
}

onPage(() => {
  // Another page has other citations; its own scroll to the top is not the reader's.
  index = null;
  marked = [];
  hush();
});

// A click on a link within the page scrolls to it, which is not a wish to stop.
document.addEventListener('click', hush, true);

function hush() {
  quietUntil = performance.now() + OURS;
}

/** @param {Element[]} elements @returns {Element[]} */
function unmarked(elements) {
  elements.forEach(element => element.classList.remove('spoken', 'now'));
  return [];
}

/** A citation is one of several in its passage. @param {Element} element */
const isCite = element => element.matches('.cite');

/** Takes all marks away; nothing is playing. */
export function unmark() {
  marked = unmarked(marked);
  asked = '';
  document.querySelectorAll('.ribbon .head').forEach(line => place(line, -9));
}

/**
 * Called as the recording goes on, several times a second.
 * @param {Recording} video @param {number} time @param {(moment: any) => void} know
 */
export function follow(video, time, know) {
  const said = cues(video.slug, time);
  const spoken = [...passages(video.slug, time), ...said];
  if (spoken.length !== marked.length || spoken.some((element, i) => element !== marked[i])) {
    marked = unmarked(marked);
    spoken.forEach(element => element.classList.add(isCite(element) ? 'now' : 'spoken'));
    marked = spoken;
    // Where the words themselves go along, the page stays.
    if (following) (said.length ? said : spoken.filter(element => !isCite(element)).slice(0, 1)).forEach(bring);
  }

  for (const ribbon of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.ribbon')))
    if (ribbon.dataset.video === video.slug) ribbon.querySelectorAll('.head').forEach(line => place(line, Math.min(1000, time * 1000 / Number(ribbon.dataset.length))));

  const around = `/videos/${escapeSlug(video.slug)}/at/${Math.floor(time / 30) * 30}.json`;
  if (around === asked || (video.length && !video.isRough && time > video.length)) return;
  asked = around;
  fetch(around).then(response => response.ok ? response.json() : null).then(moment => { if (moment && asked === around) know(moment); })
    // The names are an extra; the next half minute asks again.
    .catch(() => { if (asked === around) asked = ''; });
}

/** @param {Element} line @param {number} x */
function place(line, x) {
  line.setAttribute('x1', `${x}`);
  line.setAttribute('x2', `${x}`);
}

/** Those that cite the last cited second before now. @param {string} slug @param {number} time */
function passages(slug, time) {
  if (index?.slug !== slug) {
    const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.body .cite.time:not(.doubtful) a[data-t]')]).filter(link => link.dataset.video === slug);
    index = {
      slug,
      list: links.flatMap(link => {
        const passage = link.closest('[id^="p-"], .moments li');
        const cite = link.closest('.cite');
        return passage && cite ? [{ t: Number(link.dataset.t), cite, passage }] : [];
      }).sort((a, b) => a.t - b.t),
    };
  }

  const last = index.list.findLast(entry => entry.t <= time + 0.3);
  return last && time - last.t <= LASTS ? [...new Set(index.list.filter(entry => entry.t === last.t).flatMap(entry => [entry.passage, entry.cite]))] : [];
}

/** @param {string} slug @param {number} time @returns {Element[]} */
function cues(slug, time) {
  const box = /** @type {HTMLElement | null} */ (document.querySelector('.transcript'));
  if (box?.dataset.video !== slug) return [];
  const part = Math.floor(time * 1000 / Number(box.dataset.partLength)) + 1;
  if (following && part <= Number(box.dataset.parts) && `${part}` !== box.dataset.part) turn(box, slug, part);
  return [...box.querySelectorAll('li[data-start]')].filter(li => {
    const { start, end } = /** @type {HTMLElement} */ (li).dataset;
    return Number(start) <= time * 1000 && time * 1000 < Number(end);
  });
}

/** Turns the transcript to another part. @param {HTMLElement} box @param {string} slug @param {number} part */
async function turn(box, slug, part) {
  box.dataset.part = `${part}`;
  const response = await fetch(`/videos/${escapeSlug(slug)}?part=${part}`);
  const next = response.ok && new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('.transcript');
  if (next && box.isConnected && box.dataset.part === `${part}`) box.replaceChildren(...next.childNodes);
}

/** Scrolls as little as it takes for an element to be seen above the dock. @param {Element} element */
function bring(element) {
  const box = element.closest('.cues');
  if (box) {
    hush();
    box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - (box.clientHeight / 3);
    return;
  }

  const { top, bottom } = element.getBoundingClientRect();
  const dock = document.querySelector('.dock')?.getBoundingClientRect();
  const floor = dock && dock.width > innerWidth / 2 ? dock.top : innerHeight;
  if (top >= 0 && bottom <= floor) return;
  hush();
  scrollBy({ top: top - (floor / 3) });
}
