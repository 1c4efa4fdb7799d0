// @ts-check
// Only in a copy of the site as files, without a server behind it. What pages show by a query string has files of its own there,
// below the page: /events?page=2 is /events/~page=2. Links are written so already; this is for addresses that are typed, kept from
// elsewhere, or made by the other scripts.
import './copysearch.js';

const keys = new Set(document.documentElement.dataset.copy?.split(' '));

/** Where a view of a page is in the copy; null for what is no such view. @param {URL} url */
function place(url) {
  const parts = url.search.slice(1).split('&').filter(part => part !== '');
  const own = parts.filter(part => keys.has(part.split('=')[0]));
  if (own.length === 0 || url.pathname === '/search') return null;
  const rest = parts.filter(part => !own.includes(part));
  const [, page, ending] = /** @type {RegExpExecArray} */ (/^(.*?)\/?((?:\.csl|\.chapters)?\.(?:json|csv|ics|vtt|bib|xml|txt|png|md))?$/.exec(url.pathname));
  return `${page}/~${short(own.join(',').replaceAll('%20', '+').replaceAll('%', '~'))}${ending ?? ''}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
}

/** A view as the name of a file, which may not be long: see CopyAddress. @param {string} view */
function short(view) {
  if (view.length <= 200) return view;
  let hash = 2166136261;
  for (let i = 0; i < view.length; i++) hash = Math.imul(hash ^ view.charCodeAt(i), 16777619);
  return `${view.slice(0, 160)}~${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

const ask = window.fetch;

/** @param {RequestInfo | URL} what @param {RequestInit} [how] */
window.fetch = async (what, how) => {
  const url = new URL(what instanceof Request ? what.url : what, document.baseURI);
  if (url.origin !== location.origin) return ask(what, how);
  // The cards of the citations of a page are the same, whatever is chosen on it.
  if (url.pathname.startsWith('/citations/')) url.pathname = url.pathname.replace(/\/~[^/]*(?=\/\d+$)/, '');
  const to = place(url) ?? url.pathname + url.search;
  const answer = await ask(what instanceof Request ? new Request(to, what) : to, how);
  // A server of ours tells Blazor's script that it may exchange the content of a page, which keeps the player playing. Here this does.
  if (answer.headers.get('content-type')?.startsWith('text/html') && !answer.headers.has('blazor-enhanced-nav')) {
    const headers = new Headers(answer.headers);
    headers.set('blazor-enhanced-nav', 'allow');
    Object.defineProperty(answer, 'headers', { value: headers });
  }

  return answer;
};

// Somebody came with a query string to the page itself.
const to = place(new URL(location.href));
if (to) ask(to, { method: 'HEAD' }).then(answer => { if (answer.ok) location.replace(to + location.hash); }, () => { /* The page itself stays. */ });
