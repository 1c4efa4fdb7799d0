// @ts-check
// The dock: one player for all pages, in an element that navigation leaves alone. Nothing of a recording is asked for before the
// reader presses play; from then on every citation is a seek.
import { clock, el, escapeSlug } from './dom.js';
import { follow, isFollowing, setFollowing, unmark } from './follow.js';
import { file, youTube } from './screens.js';
import { enhance, onPage } from './page.js';
import { step } from './watch.js';

/** @typedef {import('./watch.js').Moment} Moment */
/** @typedef {import('./screens.js').Recording} Recording */

/** @type {Map<string, Promise<Recording>>} */
const recordings = new Map();

/** @type {Recording | null} */
let video = null;
/** @type {import('./screens.js').Screen | null} */
let screen = null;
/** What the reader asked for last. @type {Moment} */
let wanted = { slug: '', t: 0 };
let time = 0;
/** The chapter around the time, and the next. @type {any[]} */
let chapters = [];
/** @type {import('./screens.js').State} */
let state = 'paused';
/** @type {HTMLElement | undefined} */
let opener;

const parts = {
  stage: el('div', { className: 'stage' }),
  title: el('a', { className: 'title' }),
  clock: el('span', { className: 'clock' }),
  chapter: el('p', { className: 'chapter' }),
  status: el('p', { className: 'state', role: 'status' }),
  plain: el('a', { className: 'plain', target: '_blank', rel: 'noopener', 'data-enhance-nav': 'false' }),
  follow: button('follow', 'Follow', { 'aria-pressed': 'true', title: 'Keep the passage being spoken about in view' }),
  min: button('min', '', { title: 'Minimize', 'aria-label': 'Minimize', 'aria-expanded': 'true' }),
  named: el('div', { className: 'named' }),
};
const dock = el('div', { className: 'dock', hidden: true },
  parts.stage,
  el('div', { className: 'panel' },
    el('p', { className: 'what' }, parts.title, parts.clock, parts.min, button('close', '', { title: 'Close', 'aria-label': 'Close' })),
    parts.chapter,
    parts.status,
    el('p', { className: 'tools' },
      button('back', 'Previous citation', { title: 'To the citation before ( [ )', 'aria-keyshortcuts': '[' }),
      button('next', 'Next citation', { title: 'To the next citation ( ] )', 'aria-keyshortcuts': ']' }),
      parts.follow, parts.plain),
    parts.named));
document.getElementById('dock')?.append(dock);
setFollowing(true, showFollowing);

// The page leaves room for the player. An attribute of the root says how much, since a style that looks for the player (:has)
// costs every page without one; navigation within the site strips the attribute, and it is back before the next frame.
const root = document.documentElement;
function makeRoom() {
  const room = dock.hidden || dock.classList.contains('inplace') ? undefined
    : dock.classList.contains('min') ? 'min' : document.querySelector('.entry') ? 'beside' : 'open';
  if (root.dataset.dock === room) return;
  if (room) root.dataset.dock = room;
  else delete root.dataset.dock;
}

const watcher = new MutationObserver(makeRoom);
watcher.observe(dock, { attributes: true, attributeFilter: ['class', 'hidden'] });
watcher.observe(root, { attributes: true, attributeFilter: ['data-dock'] });

// On the recording's own page it plays where its poster is, and goes to its corner when that is scrolled away. It is laid over the
// poster, not moved into it: a frame that is moved in the page loads anew.
/** @type {HTMLElement | null} */
let poster = null;
const seen = new IntersectionObserver(entries => place(entries[entries.length - 1].isIntersecting), { threshold: 0.4 });
// The poster is as high as what lies over it.
new ResizeObserver(() => { if (poster && dock.classList.contains('inplace')) poster.style.minHeight = `${dock.offsetHeight}px`; }).observe(dock);

/** @param {boolean} inPlace */
function place(inPlace) {
  dock.classList.toggle('inplace', inPlace);
  const { left, top, width } = (inPlace && poster ? poster : dock).getBoundingClientRect();
  dock.style.cssText = inPlace ? `left: ${left + scrollX}px; top: ${top + scrollY}px; width: ${width}px` : '';
  if (poster) poster.style.minHeight = inPlace ? `${dock.offsetHeight}px` : '';
}

function settle() {
  seen.disconnect();
  place(false);
  poster = screen && video && !dock.classList.contains('min') ? document.querySelector(`.facade.large[data-video="${CSS.escape(video.slug)}"]`) : null;
  if (poster) seen.observe(poster);
}

onPage(settle);
addEventListener('resize', settle);

/** @param {string} action @param {string} words @param {object} [more] */
function button(action, words, more) {
  return el('button', { type: 'button', 'data-do': action, ...more }, words);
}

dock.addEventListener('click', (/** @type {MouseEvent} */ event) => {
  const pressed = event.target instanceof Element && event.target.closest('[data-do]');
  if (pressed) actions[/** @type {HTMLElement} */ (pressed).dataset.do ?? '']?.();
});

/** @type {Record<string, () => void>} */
const actions = {
  start: () => play(wanted),
  back: () => step(-1),
  next: () => step(1),
  follow: () => setFollowing(!isFollowing(), showFollowing),
  min() {
    const isMin = dock.classList.toggle('min');
    parts.min.title = isMin ? 'Show' : 'Minimize';
    parts.min.setAttribute('aria-label', parts.min.title);
    parts.min.setAttribute('aria-expanded', `${!isMin}`);
    // YouTube's terms want its player to be seen while it plays; a file may be heard alone.
    if (screen && video?.youTubeId) isMin ? screen.pause() : screen.play();
    settle();
  },
  close() {
    screen?.close();
    [screen, video, state] = [null, null, 'paused'];
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    dock.hidden = true;
    dock.classList.remove('on');
    unmark();
    settle();
  },
};

/** Plays when the player is on already; otherwise shows what would be played, and waits for the press. @param {Moment} moment */
export function ask(moment) {
  if (screen) return play(moment);
  opener = moment.from;
  show(moment);
  dock.querySelector('.poster')?.focus();
}

/** The same for a page that was opened with a time; it never moves a player that is on, nor the focus. @param {Moment} moment */
export function offer(moment) {
  if (!screen) show(moment);
}

/** @param {Moment} moment */
function show(moment) {
  // What plays is to outlast the page. Without it the recording plays all the same, until the next page.
  enhance().catch(error => console.warn(error));
  wanted = moment;
  dock.hidden = false;
  dock.classList.remove('min', 'failed');
  makeRoom();
  moment.from?.scrollIntoView({ block: 'nearest' });
  parts.title.textContent = moment.title ?? '';
  parts.plain.textContent = 'The recording';
  if (moment.href) parts.plain.href = moment.href;
  say('');
  parts.stage.replaceChildren(el('button', { type: 'button', className: 'poster', 'data-do': 'start' }, el('span', {}, moment.t ? `Play from ${clock(moment.t)}` : 'Play')));
  parts.clock.textContent = parts.chapter.textContent = '';
  parts.named.replaceChildren();
  recording(moment.slug).then(found => {
    if (wanted !== moment || screen) return;
    describe(found, moment.t);
    if (found.length) parts.clock.textContent = (found.isRough ? 'about ' : '') + clock(found.length);
    say(found.youTubeId ? 'Nothing is loaded from YouTube before you press play.' : '');
  }).catch(() => fail(navigator.onLine ? 'This recording is not known here any more.' : 'This device is offline.'));
}

/** Plays from a moment: a seek when the recording is on, a change of recording otherwise. @param {Moment} moment */
export async function play(moment) {
  [wanted, opener] = [moment, moment.from ?? opener];
  enhance().catch(error => console.warn(error));
  if (screen && video?.slug === moment.slug && !dock.classList.contains('failed')) {
    screen.seek(moment.t);
    started(moment.t);
    return;
  }

  /** @type {Recording} */
  let next;
  try {
    next = await recording(moment.slug);
  } catch {
    show(moment);
    return;
  }

  if (wanted !== moment) return; // the reader has clicked on meanwhile
  const sameKind = screen?.change && video?.youTubeId && next.youTubeId && !dock.classList.contains('failed');
  unmark();
  chapters = [];
  video = next;
  dock.hidden = false;
  dock.classList.add('on');
  dock.classList.remove('failed');
  if (sameKind) {
    screen?.change?.(next, moment.t);
  } else {
    screen?.close();
    screen = (next.youTubeId ? youTube : file)(next, moment.t, { time: tick, state: changed, fail, recover });
    // The button that was pressed goes with the poster; who came by keyboard stays in the dock.
    const hadFocus = parts.stage.contains(document.activeElement);
    parts.stage.replaceChildren(screen.element);
    if (hadFocus) parts.follow.focus();
  }

  describe(next, moment.t);
  started(moment.t);
  settle();
}

/** @param {number} t */
function started(t) {
  if (dock.classList.contains('min')) actions.min();
  [time, state] = [t, 'waiting'];
  say(`Going to ${clock(t)}`);
  setFollowing(true, showFollowing);
  tick(t);
}

/** @param {number} seconds */
function tick(seconds) {
  if (!video) return;
  time = seconds;
  const now = clock(seconds);
  if (parts.clock.textContent !== now) parts.clock.textContent = now;
  showChapter();
  link(video, seconds);
  follow(video, seconds, know);
}

/** @param {import('./screens.js').State} next */
function changed(next) {
  if (next === state || (dock.classList.contains('failed') && next !== 'playing')) return;
  state = next;
  if (next !== 'waiting') say({ playing: `Playing from ${clock(time)}`, paused: `Paused at ${clock(time)}`, ended: 'The recording has ended' }[next]);
}

/** @param {string} reason */
function fail(reason) {
  dock.classList.add('failed');
  say(reason);
  parts.plain.textContent = `Open ${video?.youTubeId ? 'on YouTube' : 'the file'} at ${clock(wanted.t)}`;
}

function recover() {
  if (!dock.classList.contains('failed')) return;
  dock.classList.remove('failed');
  if (video) describe(video, time);
  say('');
}

/** @param {string} words */
function say(words) {
  parts.status.textContent = words;
}

/** @param {Recording} found @param {number} t */
function describe(found, t) {
  parts.title.textContent = found.title;
  parts.title.href = `/videos/${escapeSlug(found.slug)}`;
  parts.plain.textContent = found.youTubeId ? 'On YouTube' : 'The file';
  link(found, t);
}

/** @param {Recording} of @param {number} t */
function link(of, t) {
  parts.plain.href = of.href + (of.youTubeId ? `&t=${Math.floor(t)}s` : `#t=${Math.floor(t)}`);
}

function showFollowing() {
  parts.follow.setAttribute('aria-pressed', `${isFollowing()}`);
}

/** What is known around a moment, from the page of that moment. @param {{ chapter: any, next_chapter: any, people: any[], services: any[] }} moment */
function know(moment) {
  chapters = [moment.chapter, moment.next_chapter];
  showChapter();
  const names = [...moment.people, ...moment.services].slice(0, 8);
  parts.named.replaceChildren(...names.length === 0 ? [] : [
    el('h2', {}, 'Named in passages about this minute'),
    el('ul', {}, ...names.map(entity => el('li', {}, el('a', { href: entity.page.url }, entity.page.title)))),
  ]);
}

function showChapter() {
  const title = chapters.findLast(chapter => chapter && chapter.start <= time)?.title ?? '';
  if (parts.chapter.textContent !== title) parts.chapter.textContent = title;
}

/** @param {string} slug @returns {Promise<Recording>} */
function recording(slug) {
  let known = recordings.get(slug);
  if (!known) {
    known = fetch(`/videos/${escapeSlug(slug)}/at/0.json`).then(async response => {
      if (!response.ok) throw new Error(`${response.status}`);
      const { video } = await response.json();
      return { slug, title: video.page.title, href: video.href, youTubeId: video.you_tube_id, length: video.length, isRough: video.length_is_rough };
    });
    recordings.set(slug, known);
    known.catch(() => recordings.delete(slug));
  }

  return known;
}
