// @ts-check
// The one script of every page. Reading needs none of it.
import { follow } from './page.js';
import './arrive.js';
import './connection.js';
import './keys.js';
import './live.js';
import './offline.js';
import './passages.js';
import './settings.js';
import './suggest.js';
import './watch.js';

if (document.documentElement.dataset.copy !== undefined) import('./copy.js').catch(error => console.warn('This copy is not searched:', error));
const blazor = /** @type {any} */ (window).Blazor;
if (blazor) follow(blazor);
