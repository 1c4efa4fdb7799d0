// @ts-check
// What a recording is shown on: YouTube's embedded player, or the browser's own. Both do the same four things and report alike.

/** @typedef {{ slug: string, title: string, href: string, youTubeId: string | null, length: number | null, isRough: boolean }} Recording */
/** @typedef {'waiting' | 'playing' | 'paused' | 'ended'} State */
/** @typedef {{ time(seconds: number): void, state(state: State): void, fail(reason: string): void, recover(): void }} Report */
/** @typedef {{ element: HTMLElement, seek(seconds: number): void, pause(): void, play(): void, close(): void, change?(video: Recording, seconds: number): void }} Screen */

const YOUTUBE = 'https://www.youtube-nocookie.com';

/** How long, in milliseconds, YouTube may take to answer: once its page is there, and in all. */
const PATIENCE = { loaded: 6000, all: 15000 };

/** What YouTube's own numbers mean (https://developers.google.com/youtube/iframe_api_reference#onError). @type {Record<number, string>} */
const ERRORS = {
  2: 'YouTube does not know this recording.',
  5: 'YouTube’s player cannot play this recording in this browser.',
  100: 'YouTube no longer has this recording, or it is private.',
  101: 'Its owner does not allow this recording to be played on other sites.',
  150: 'Its owner does not allow this recording to be played on other sites.',
  153: 'YouTube refuses to play here, because the browser does not tell it which site asks (error 153).',
};

/**
 * YouTube's player in a frame. It is spoken to by messages, as its own script would do, so that no script of theirs runs in our page.
 * @param {Recording} video @param {number} start @param {Report} report @returns {Screen}
 */
export function youTube(video, start, report) {
  const frame = document.createElement('iframe');
  let heard = false;
  /** Before it has begun it reports times that mean nothing. */
  let begun = false;
  /** A time asked for before anybody listens. @type {number | null} */
  let waiting = null;
  const timers = [setTimeout(silent, PATIENCE.all)];

  frame.title = `${video.title}, on YouTube`;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  // Without it YouTube answers with error 153.
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.src = `${YOUTUBE}/embed/${video.youTubeId}?` + new URLSearchParams({ enablejsapi: '1', autoplay: '1', playsinline: '1', rel: '0', start: `${start}`, origin: location.origin });
  frame.addEventListener('load', () => {
    timers.push(setTimeout(silent, PATIENCE.loaded));
    for (let i = 0; i < 20; i++) timers.push(setTimeout(() => { if (!heard) send({ event: 'listening' }); }, i * 250));
  });
  addEventListener('message', listen);
  if (!navigator.onLine) setTimeout(() => report.fail('This device is offline.'));

  /** @param {object} message */
  function send(message) {
    frame.contentWindow?.postMessage(JSON.stringify({ ...message, id: 1, channel: 'widget' }), YOUTUBE);
  }

  /** @param {string} func @param {...unknown} args */
  function command(func, ...args) {
    send({ event: 'command', func, args });
  }

  function silent() {
    if (!heard) report.fail(navigator.onLine ? 'YouTube cannot be reached from here.' : 'This device is offline.');
  }

  /** @param {MessageEvent} event */
  function listen(event) {
    if (event.origin !== YOUTUBE || event.source !== frame.contentWindow || typeof event.data !== 'string') return;
    const { event: name, info } = parse(event.data);
    if (!name) return;
    if (!heard) {
      heard = true;
      report.recover();
      for (const wanted of ['onStateChange', 'onError']) command('addEventListener', wanted);
      if (waiting !== null) seek(waiting);
    }

    if (name === 'onError') report.fail(ERRORS[info] ?? `YouTube reports error ${info}.`);
    else if (name === 'onStateChange') state(info);
    else if (info && typeof info === 'object') {
      if (typeof info.playerState === 'number') state(info.playerState);
      if (begun && typeof info.currentTime === 'number') report.time(info.currentTime);
    }
  }

  /** @param {number} number */
  function state(number) {
    const name = /** @type {State | undefined} */ ({ 0: 'ended', 1: 'playing', 2: 'paused', 3: 'waiting' }[number]);
    if (!name) return;
    begun = true;
    report.state(name);
  }

  /** @param {number} seconds */
  function seek(seconds) {
    if (!heard) {
      waiting = seconds;
      return;
    }

    command('seekTo', seconds, true);
    command('playVideo');
  }

  return {
    element: frame,
    seek,
    pause: () => command('pauseVideo'),
    play: () => command('playVideo'),
    change(next, seconds) {
      frame.title = `${next.title}, on YouTube`;
      command('loadVideoById', next.youTubeId, seconds);
    },
    close() {
      removeEventListener('message', listen);
      timers.forEach(clearTimeout);
      frame.remove();
    },
  };
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // others may post messages too
  }
}

/**
 * A file, in the browser's own player.
 * @param {Recording} video @param {number} start @param {Report} report @returns {Screen}
 */
export function file(video, start, report) {
  const element = /** @type {HTMLMediaElement} */ (document.createElement(/\.(mp4|webm|ogv|mov|m4v)$/i.test(new URL(video.href, location.href).pathname) ? 'video' : 'audio'));
  element.controls = true;
  element.preload = 'metadata';
  element.setAttribute('playsinline', '');
  element.setAttribute('aria-label', video.title);
  element.src = video.href;
  // What a recording that was closed has still to say is not about the next.
  const open = new AbortController();
  /** @param {string} name @param {() => void} tell */
  const on = (name, tell) => element.addEventListener(name, tell, { signal: open.signal });
  on('timeupdate', () => report.time(element.currentTime));
  on('seeked', () => report.time(element.currentTime));
  on('playing', () => {
    report.recover();
    report.state('playing');
  });
  on('pause', () => { if (!element.ended) report.state('paused'); });
  on('ended', () => report.state('ended'));
  on('waiting', () => report.state('waiting'));
  on('error', () => report.fail(
    !navigator.onLine ? 'This device is offline.'
    : element.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? 'The recording is not there, or is of a kind this browser does not play.'
    : 'The recording broke off.'));
  // The browser may want a press on its own button first; what else can go wrong is reported as an error of the element.
  const play = () => { element.play().catch(error => { if (error.name === 'NotAllowedError') report.state('paused'); }); };
  /** @param {number} seconds */
  const seek = seconds => {
    element.currentTime = seconds;
    play();
  };

  queueMicrotask(() => seek(start));
  return {
    element,
    seek,
    play,
    pause: () => element.pause(),
    close() {
      open.abort();
      element.pause();
      element.removeAttribute('src');
      element.load();
      element.remove();
    },
  };
}
