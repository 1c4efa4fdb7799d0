// @ts-check
// Marks the passage an address leads to, and in it the words it was found by (?mark=). The browser marks the passage itself,
// unless the page came by navigation within the site, which leaves :target as it was; the words are marked without touching
// the text (CSS Custom Highlight API), where the browser can.
import { onPage } from './page.js';

/** @param {Element} passage @param {string[]} words */
function rangesOf(passage, words) {
  const letter = '[\\p{L}\\p{N}]';
  const pattern = new RegExp(`(?<!${letter})(?:${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?!${letter})`, 'giu');
  const ranges = [];
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of (node.nodeValue ?? '').matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}

/** @returns {Element | null} */
function target() {
  try {
    return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  } catch {
    return null; // A fragment that is no text leads nowhere.
  }
}

function arrive() {
  document.querySelectorAll('.arrived').forEach(element => element.classList.remove('arrived'));
  delete document.documentElement.dataset.arrived;
  const highlights = /** @type {any} */ (CSS).highlights;
  highlights?.delete('found');
  const passage = target();
  if (!passage) return;
  if (passage !== document.querySelector(':target')) {
    passage.classList.add('arrived');
    document.documentElement.dataset.arrived = '';
  }

  const words = [...new Set(new URLSearchParams(location.search).getAll('mark').join(' ').split(/\s+/u))].filter(word => word !== '').slice(0, 20);
  if (highlights && words.length > 0) highlights.set('found', new /** @type {any} */ (window).Highlight(...rangesOf(passage, words)));
}

onPage(arrive);
// Within a page, navigation moves the view and nothing else.
document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('a[href*="#"]')) setTimeout(arrive);
});
window.addEventListener('popstate', () => setTimeout(arrive));
