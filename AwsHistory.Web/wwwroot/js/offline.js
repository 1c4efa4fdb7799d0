// @ts-check
// Without a network the site says so, in words that do not cover what is read; and the page for that lists what can still be read.
import { el } from './dom.js';
import { onPage } from './page.js';

const said = el('p', { className: 'offline-note', role: 'status', hidden: true }, 'No network. Pages you have read before stay readable.');
document.getElementById('dock')?.append(said);

const words = said.textContent;

function tell() {
  said.hidden = navigator.onLine;
  said.textContent = words;
}

/** Says what cannot be done without a network. @param {string} what */
export function sayOffline(what) {
  said.hidden = false;
  said.textContent = what;
}

addEventListener('online', tell);
addEventListener('offline', tell);
tell();

if ('serviceWorker' in navigator) keep().catch(error => console.warn('Pages are not kept for reading without a network:', error));

/** The first page was there before the worker; it is asked for once more through it, out of the browser's own store. */
async function keep() {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register('/sw.js');
  if (!isFirst) return;
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  const files = performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.startsWith(location.origin) && /\.(css|js|svg)$/.test(name));
  await Promise.all([fetch(location.href, { headers: { accept: 'text/html' }, cache: 'force-cache' }), ...files.map(name => fetch(name, { cache: 'force-cache' }))]);
}

onPage(async () => {
  const list = document.querySelector('[data-kept]');
  if (!list || !('caches' in window)) return;
  const pages = await caches.open('pages');
  const kept = await Promise.all((await pages.keys()).reverse().filter(request => new URL(request.url).pathname !== '/offline').map(async request => {
    const title = /<title>([^<]*)<\/title>/.exec(await (await pages.match(request))?.text() ?? '')?.[1];
    const parsed = new DOMParser().parseFromString(title ?? '', 'text/html').body.textContent;
    return { href: new URL(request.url).pathname + new URL(request.url).search, title: parsed?.replace(/ · AWS History$/, '') || new URL(request.url).pathname };
  }));
  list.replaceChildren(...kept.map(({ href, title }) => el('li', {}, el('a', { href }, title))));
});
