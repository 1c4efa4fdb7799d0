// @ts-check
// Pages that were read stay readable without a network: a copy of each is kept, the newest always asked for first. Files that carry
// their hash in their name never change, so a copy of those is as good as the file; of others it is good
// enough where there is no network.

const worker = /** @type {any} */ (self);
const [PAGES, FILES, KEPT] = ['pages', 'files', 200];
const OFFLINE = '/offline';

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(caches.open(PAGES).then(pages => pages.add(OFFLINE)).then(() => worker.skipWaiting())));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || request.headers.has('range')) return;
  if (/\.(css|js|svg)$/.test(url.pathname)) event.respondWith(file(event, /\.[a-z0-9]{10}\.\w+$/.test(url.pathname)));
  // Navigation within the site asks for HTML as a navigation of the browser does; both are the same page.
  else if (request.mode === 'navigate' || request.headers.get('accept')?.startsWith('text/html')) event.respondWith(page(event, url));
});

/** @param {any} event @param {boolean} neverChanges */
async function file(event, neverChanges) {
  const { request } = event;
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept && neverChanges) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) event.waitUntil(keep(files, request, answer.clone()));
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** @param {any} event @param {URL} url */
async function page(event, url) {
  const pages = await caches.open(PAGES);
  const address = url.pathname + url.search;
  try {
    const answer = await fetch(event.request);
    // A page with an island is bound to a session that will be gone; it is not kept.
    if (answer.ok && !answer.redirected && !answer.headers.get('cache-control')?.includes('no-store')) event.waitUntil(keep(pages, address, answer.clone()));
    return answer;
  } catch {
    // No network: the copy, or a page that lists what there is.
    // What a query only words differently is the same page; what it chooses is another.
    const same = /[?&](topic|person|service|organization|from|to|q|by|sort|verdict|kind|page)=/.test(url.search) ? null : await pages.match(url.pathname);
    return await pages.match(address) ?? same ?? await pages.match(OFFLINE) ?? Response.error();
  }
}

/**
 * Beside the answer, which does not wait for it; the oldest make room. The answer is there as a whole before the copy that was kept gives
 * way to it: one that breaks off, because its reader has gone on, must not leave none. @param {Cache} cache @param {RequestInfo} key @param {Response} answer
 */
async function keep(cache, key, answer) {
  const whole = new Response(await answer.arrayBuffer(), answer);
  await cache.delete(key);
  await cache.put(key, whole);
  const keys = await cache.keys();
  for (const old of keys.filter(request => new URL(request.url).pathname !== OFFLINE).slice(0, Math.max(0, keys.length - KEPT))) await cache.delete(old);
}
