// @ts-check
// The one script of every page. Reading needs none of it.
import { follow } from './page.js';
import './offline.js';
import './passages.js';
import './settings.js';
import './watch.js';

const blazor = /** @type {any} */ (window).Blazor;
if (blazor) follow(blazor);
