// @ts-check
// The one script of every page. Reading needs none of it.
import './arrive.js';
import './connection.js';
import './keys.js';
import './live.js';
import './offline.js';
import './page.js';
import './passages.js';
import './settings.js';
import './watch.js';

if (document.documentElement.dataset.copy !== undefined) import('./copy.js').catch(error => console.warn('This copy is not searched:', error));

// Suggestions come when the box is first used.
document.addEventListener('focusin', event => {
  if (event.target instanceof HTMLInputElement && event.target.matches('[data-suggest]')) import('./suggest.js').then(({ begin }) => begin());
});
