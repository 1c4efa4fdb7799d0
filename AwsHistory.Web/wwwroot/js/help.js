// @ts-check
// What the keys of this site do, in a dialog.
import { el } from './dom.js';

const KEYS = [
  ['/', 'Search'],
  ['j  k', 'Next and previous passage'],
  ['p', 'Play from here'],
  ['c', 'Copy a link to the passage in focus'],
  ['[  ]', 'Previous and next citation'],
  ['Esc', 'Close'],
  ['?', 'This list'],
];

const dialog = el('dialog', { className: 'help', 'aria-labelledby': 'help-title' },
  el('h2', { id: 'help-title' }, 'Keys'),
  el('dl', {}, ...KEYS.map(([key, words]) => el('div', {}, el('dt', {}, ...key.split('  ').flatMap(k => [el('kbd', {}, k), ' '])), el('dd', {}, words)))),
  el('form', { method: 'dialog' }, el('button', {}, 'Close')));
document.getElementById('dock')?.append(dialog);
// A press beside the dialog closes it.
dialog.addEventListener('click', (/** @type {MouseEvent} */ event) => { if (event.target === dialog) dialog.close(); });

export function show() {
  if (!dialog.open) dialog.showModal();
}
