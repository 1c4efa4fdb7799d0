// @ts-check
// The box in the header suggests names while one types: a combobox with a list, as the ARIA guide has it. All of it is made
// when the box is first used, since navigation within the site takes away what scripts have added; without it the box is a
// plain form. Recent searches are kept in this browser and nowhere else.
import { isModified, open } from './keys.js';

/** @typedef {{ text: string, note?: string, url?: string, forget?: boolean }} Option */

const rest = 120;
const most = 8;
const key = 'recent-searches';

/** @type {Map<string, Option[]>} */
const known = new Map();
/** @type {{ box: HTMLInputElement, list: HTMLElement, options: Option[], at: number } | null} */
let shown = null;
let timer = 0;
/** @type {AbortController | null} */
let asking = null;

/** @returns {string[]} */
function recent() {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(text => typeof text === 'string').slice(0, most) : [];
  } catch {
    return []; // Storage is switched off, or holds something of somebody else's.
  }
}

/** @param {string} text */
function remember(text) {
  const words = text.trim();
  if (words.length < 2) return;
  try {
    localStorage.setItem(key, JSON.stringify([words, ...recent().filter(other => other !== words)].slice(0, most)));
  } catch {
    // Storage is switched off: nothing is remembered, which is what the reader asked for.
  }
}

function forget() {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

/** @param {EventTarget | null} target @returns {HTMLInputElement | null} */
const boxOf = target => target instanceof HTMLInputElement && target.matches('input[data-suggest]') ? target : null;

/** @param {HTMLInputElement} box @param {Option[]} options @param {string} label */
function show(box, options, label) {
  // What is chosen stays chosen when a later answer has it too.
  const chosen = shown?.box === box ? shown.options[shown.at] : undefined;
  hide();
  if (options.length === 0) return;
  const list = document.createElement('div');
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  options.forEach((option, i) => {
    const row = document.createElement('div');
    row.id = `suggestion-${i}`;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', 'false');
    row.append(option.text);
    if (option.note) {
      const note = document.createElement('small');
      note.append(option.note);
      row.append(note);
    }
    list.append(row);
  });
  box.form?.append(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  box.setAttribute('aria-expanded', 'true');
  shown = { box, list, options, at: -1 };
  const at = options.findIndex(option => chosen && option.text === chosen.text && option.url === chosen.url);
  if (at >= 0) select(at);
}

function hide() {
  if (!shown) return;
  shown.list.remove();
  shown.box.setAttribute('aria-expanded', 'false');
  shown.box.removeAttribute('aria-activedescendant');
  shown.box.removeAttribute('aria-controls');
  shown = null;
}

/** @param {number} at */
function select(at) {
  if (!shown) return;
  shown.at = at;
  shown.list.childNodes.forEach((row, i) => {
    /** @type {HTMLElement} */ (row).setAttribute('aria-selected', String(i === at));
    if (i === at) /** @type {HTMLElement} */ (row).scrollIntoView({ block: 'nearest' });
  });
  if (at < 0) shown.box.removeAttribute('aria-activedescendant');
  else shown.box.setAttribute('aria-activedescendant', `suggestion-${at}`);
}

/** @param {HTMLInputElement} box @param {string} text */
const searchUrl = (box, text) => `${box.form?.getAttribute('action')}?q=${encodeURIComponent(text)}`;

/** @param {Option} option @param {boolean} elsewhere */
function choose(option, elsewhere) {
  const box = shown?.box;
  hide();
  if (!box) return;
  if (option.forget) {
    forget();
    box.focus();
    return;
  }
  remember(option.url ? box.value : option.text);
  if (!elsewhere) box.value = '';
  open(option.url ?? searchUrl(box, option.text), elsewhere);
}

/** @param {HTMLInputElement} box */
function showRecent(box) {
  const texts = recent();
  if (texts.length > 0) show(box, [...texts.map(text => ({ text, note: 'searched before' })), { text: 'Forget these', forget: true }], 'Recent searches');
}

/** @param {HTMLInputElement} box */
async function suggest(box) {
  const text = box.value.trim();
  const address = `${box.dataset.suggest}?q=${encodeURIComponent(text)}`;
  asking?.abort();
  asking = new AbortController();
  let options = known.get(text);
  if (!options) {
    try {
      if (document.documentElement.dataset.copy !== undefined) {
        options = await (await import('./copysearch.js')).suggest(text);
      } else {
        const answer = await fetch(address, { signal: asking.signal });
        if (!answer.ok) return;
        const [, names, notes, urls] = await answer.json();
        options = names.map((/** @type {string} */ name, /** @type {number} */ i) => ({ text: name, note: notes[i], url: urls[i] }));
      }

    } catch {
      return; // Another letter has come, or the connection is gone; the form works without suggestions.
    }
    if (known.size > 200) known.clear();
    known.set(text, /** @type {Option[]} */ (options));
  }
  if (document.activeElement !== box || box.value.trim() !== text) return;
  show(box, [.../** @type {Option[]} */ (options), { text: `Search for “${text}”`, url: searchUrl(box, text) }], 'Suggestions');
}

document.addEventListener('input', event => {
  const box = boxOf(event.target);
  if (!box) return;
  clearTimeout(timer);
  if (box.value.trim() === '') {
    hide();
    showRecent(box);
  } else {
    timer = window.setTimeout(() => suggest(box), rest);
  }
});

/** The box has the focus, and perhaps the first letters. */
export function begin() {
  const box = boxOf(document.activeElement);
  if (box && box.value.trim() === '') showRecent(box);
  else if (box && !shown) suggest(box);
}

document.addEventListener('focusout', event => {
  if (boxOf(event.target)) hide();
});

document.addEventListener('keydown', event => {
  const box = boxOf(event.target);
  if (!box || event.isComposing) return;
  const elsewhere = event.ctrlKey || event.metaKey;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!shown) {
      if (box.value.trim() === '') showRecent(box);
      else suggest(box);
    } else {
      // Beyond the last and before the first stands the box itself.
      const count = shown.options.length + 1;
      select((shown.at + 1 + (event.key === 'ArrowDown' ? 1 : count - 1)) % count - 1);
    }
    event.preventDefault();
  } else if (event.key === 'Enter') {
    if (shown && shown.at >= 0) choose(shown.options[shown.at], elsewhere);
    else if (elsewhere && box.value.trim() !== '') open(searchUrl(box, box.value.trim()), true);
    else return;
    event.preventDefault();
  } else if (event.key === 'Escape') {
    if (shown) hide();
    else if (box.value !== '') box.value = '';
    else box.blur();
    event.preventDefault();
  }
});

// Pressing on the list must not take the focus from the box, which would close the list before it is clicked.
document.addEventListener('mousedown', event => {
  if (event.target instanceof Element && event.target.closest('.suggestions')) event.preventDefault();
});

for (const kind of ['click', 'auxclick']) {
  document.addEventListener(kind, event => {
    const row = event.target instanceof Element ? event.target.closest('.suggestions [role=option]') : null;
    if (!row || !shown || !(event instanceof MouseEvent) || event.button > 1) return;
    choose(shown.options[[...shown.list.children].indexOf(row)], event.button === 1 || isModified(event));
  });
}

document.addEventListener('submit', event => {
  const words = event.target instanceof HTMLFormElement ? event.target.querySelector('input[data-search]') : null;
  if (!(words instanceof HTMLInputElement)) return;
  hide();
  remember(words.value);
}, true);
