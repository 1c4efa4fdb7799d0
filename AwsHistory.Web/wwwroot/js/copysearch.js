// @ts-check
// Searches a copy of the site, which has no server to ask, by the files of its index: what words stand where (by their first two
// letters), and passages and pages in runs. A search fetches the few that it needs.
import { el } from './dom.js';
import { onPage } from './page.js';

/** @typedef {{ passages: number, passagesPerFile: number, pagesPerFile: number, common: string[], words: string[] }} About */
/** @typedef {{ w: Record<string, number[]>, n: Record<string, number[]> }} Words */
/** @typedef {{ text: string, not: boolean, open: boolean }} Word */
/** @typedef {[url: string, title: string, kind: string, description: string]} Page */
/** @typedef {[page: number, anchor: string, heading: string, text: string]} Passage */

const MOST_PASSAGES = 120, MOST_PAGES = 20, HITS = 3;

/** @type {Map<string, Promise<any>>} */
const files = new Map();

/** @param {string} name @returns {Promise<any>} */
function file(name) {
  let known = files.get(name);
  if (!known) {
    known = fetch(`/search/${name}.json`).then(answer => answer.ok ? answer.json() : Promise.reject(new Error(`${name}: ${answer.status}`)));
    files.set(name, known);
    known.catch(() => files.delete(name));
  }

  return known;
}

/** @returns {Promise<About>} */
const about = () => file('about');
/** @param {number} i @returns {Promise<Page>} */
const page = async i => (await file(`pages-${Math.floor(i / (await about()).pagesPerFile)}`))[i % (await about()).pagesPerFile];
/** @param {number} i @returns {Promise<Passage>} */
const passage = async i => (await file(`passages-${Math.floor(i / (await about()).passagesPerFile)}`))[i % (await about()).passagesPerFile];

/** Lower case, without accents, as the index has it. @param {string} text */
const fold = text => text.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '');
/** @param {string} text */
const split = text => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
/** Endings that make no other word of one. @param {string} word */
const stem = word => word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word;

/** What was typed. @param {string} text */
function read(text) {
  /** @type {Word[]} */
  const words = [];
  /** @type {string[]} */
  const phrases = [];
  for (const [whole, minus, quoted, bare] of text.slice(0, 300).matchAll(/(?<!\S)(-?)(?:["“”]([^"“”]*)["“”]?|(\S+))/gu)) {
    const parts = split(quoted ?? bare ?? whole);
    if (quoted !== undefined && !minus && parts.length > 1) phrases.push(parts.join(' '));
    parts.forEach(part => words.push({ text: part, not: minus === '-', open: false }));
  }

  const last = words.at(-1);
  if (last && !last.not && /[\p{L}\p{N}]$/u.test(text)) last.open = true;
  return { words: words.slice(0, 16), phrases };
}

/** Where a word stands: in which passages, and in the names of which pages. @param {Word} word */
async function places({ text, open }) {
  const known = (await about()).words;
  const prefix = [...text.slice(0, 2)].map(c => /[a-z0-9]/.test(c) ? c : `-${c.charCodeAt(0).toString(16)}`).join('');
  const shards = known.filter(name => name === prefix || (open && text.length < 2 && name.startsWith(prefix)));
  /** @type {Set<number>} */
  const passages = new Set();
  /** How often each is told of. @type {Map<number, number>} */
  const names = new Map();
  const fits = (/** @type {string} */ word) => word === text || stem(word) === stem(text) || (open && word.startsWith(text));
  for (const shard of /** @type {Words[]} */ (await Promise.all(shards.map(name => file(`words-${name}`))))) {
    for (const [word, steps] of Object.entries(shard.w)) {
      if (!fits(word)) continue;
      let at = 0;
      for (const step of steps) passages.add(at += step);
    }

    for (const [word, pairs] of Object.entries(shard.n)) if (fits(word)) for (let i = 0; i < pairs.length; i += 2) names.set(pairs[i], pairs[i + 1]);
  }

  return { passages, names };
}

/** Pages whose names have all words, the most told of first. @param {{ names: Map<number, number> }[]} found */
const namedBy = found => found.length === 0 ? [] : [...found[0].names].filter(([at]) => found.every(word => word.names.has(at))).sort(([a, x], [b, y]) => y - x || a - b).map(([at]) => at);

/** @param {string} text */
async function find(text) {
  const { passages: total, common } = await about();
  const { words, phrases } = read(text);
  const wanted = words.filter(word => !word.not);
  // What stands nearly everywhere says nothing, as long as another word remains; and it has no places in the index.
  const weighty = wanted.filter(word => !common.includes(word.text));
  const found = await Promise.all((weighty.length > 0 ? weighty : wanted).map(places));
  const without = await Promise.all(words.filter(word => word.not).map(places));
  /** @type {Map<number, { score: number, words: number }>} */
  const scores = new Map();
  for (const { passages } of found) {
    for (const at of passages) {
      if (without.some(word => word.passages.has(at))) continue;
      const { score, words: count } = scores.get(at) ?? { score: 0, words: 0 };
      scores.set(at, { score: score + Math.log(1 + (total / passages.size)), words: count + 1 });
    }
  }

  const named = namedBy(found).filter(at => !without.some(word => word.names.has(at))).slice(0, MOST_PAGES);
  const all = [...scores].filter(([, { words: count }]) => count === found.length);
  const isPart = all.length === 0 && named.length === 0;
  let hits = (isPart ? [...scores] : all).sort(([a, x], [b, y]) => y.words - x.words || y.score - x.score || a - b).map(([at]) => at);
  const count = hits.length;
  let loaded = await Promise.all(hits.slice(0, phrases.length > 0 ? MOST_PASSAGES * 5 : MOST_PASSAGES).map(passage));
  for (const phrase of phrases) loaded = loaded.filter(([, , , body]) => ` ${split(body).join(' ')} `.includes(` ${phrase} `));
  return { named: phrases.length > 0 ? [] : named, passages: loaded, count: phrases.length > 0 ? loaded.length : count, isPart, words: (weighty.length > 0 ? weighty : wanted) };
}

/** The words around the first that was looked for, with all of those marked. @param {string} text @param {Word[]} words */
function snippet(text, words) {
  const runs = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([run]) => words.some(word => stem(fold(run)) === stem(word.text) || (word.open && fold(run).startsWith(word.text))));
  const first = runs[0]?.index ?? 0;
  const start = first < 120 ? 0 : text.lastIndexOf(' ', first - 60) + 1;
  const end = text.length - start < 280 ? text.length : text.lastIndexOf(' ', start + 240);
  const parts = [start > 0 ? '… ' : ''];
  /** @type {(string | Node)[]} */
  const all = parts;
  let at = start;
  for (const { 0: run, index } of runs) {
    if (index + run.length > end) break;
    all.push(text.slice(at, index), el('mark', {}, run));
    at = index + run.length;
  }

  all.push(text.slice(at, end), end < text.length ? ' …' : '');
  return all;
}

/** @param {Page} of @param {Passage[]} hits @param {Word[]} words @param {boolean} isNamed */
function group([url, title, kind, description], hits, words, isNamed) {
  const mark = words.map(word => encodeURIComponent(word.text)).join('+');
  return el('li', { className: isNamed ? 'named' : '' },
    el('h2', {}, el('a', { href: url }, title), ' ', el('small', {}, kind)),
    ...isNamed && description ? [el('p', {}, description)] : [],
    el('ul', { className: 'hits' }, ...hits.slice(0, HITS).map(([, anchor, heading, text]) => el('li', {},
      el('a', { className: 'snippet', href: `${url}?mark=${mark}#${encodeURIComponent(anchor)}` }, ...snippet(text, words)),
      ...heading ? [el('small', {}, heading)] : []))),
    ...hits.length > HITS ? [el('p', { className: 'more' }, `and ${hits.length - HITS} more on this page`)] : []);
}

let asked = '';

/** @param {Element} section @param {string} text */
async function show(section, text) {
  asked = text;
  const [tally, groups, advice] = ['.tally', '.groups', '.advice'].map(name => /** @type {HTMLElement} */ (section.querySelector(name)));
  advice.hidden = text.trim() !== '';
  if (text.trim() === '') {
    tally.replaceChildren();
    groups.replaceChildren();
    return;
  }

  try {
    const found = await find(text);
    /** @type {Map<number, Passage[]>} */
    const byPage = new Map(found.named.map(at => [at, []]));
    for (const hit of found.passages) byPage.set(hit[0], [...byPage.get(hit[0]) ?? [], hit]);
    const pages = await Promise.all([...byPage].slice(0, MOST_PAGES).map(async ([at, hits]) => ({ at, hits, of: await page(at) })));
    if (asked !== text || !section.isConnected) return;
    const said = found.count === 0 && byPage.size === 0 ? `Nothing was found for “${text.trim()}”; the names and texts of all pages were searched.`
      : `${found.isPart ? 'No passage has all of these words; these have some. ' : ''}${found.count} ${found.count === 1 ? 'passage' : 'passages'}${byPage.size > MOST_PAGES || found.count > found.passages.length ? '; the best are shown' : ''}.`;
    tally.replaceChildren(el('p', { className: 'count' }, said));
    groups.replaceChildren(...pages.map(({ at, hits, of }) => group(of, hits, found.words, found.named.includes(at))));
  } catch (error) {
    if (asked === text) tally.replaceChildren(el('p', {}, 'The index of this copy could not be read.'));
    console.warn(error);
  }
}

/** Names of which a word begins with what is typed: for the box in the header. @param {string} text */
export async function suggest(text) {
  const { words } = read(text);
  const found = await Promise.all(words.filter(word => !word.not).map(places));
  return Promise.all(namedBy(found).slice(0, 8).map(page)).then(pages => pages.map(([url, title, kind]) => ({ text: title, note: kind, url })));
}

onPage(() => {
  const section = document.querySelector('[data-copy-search]');
  const box = section?.querySelector('input[data-search]');
  if (!section || !(box instanceof HTMLInputElement)) return;
  box.value = new URLSearchParams(location.search).get('q') ?? '';
  show(section, box.value);
});

let timer = 0;
document.addEventListener('input', event => {
  const box = event.target instanceof HTMLInputElement && event.target.matches('[data-copy-search] input[data-search]') ? event.target : null;
  const section = box?.closest('[data-copy-search]');
  if (!box || !section) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    show(section, box.value);
    history.replaceState(null, '', box.value === '' ? '/search' : `/search?q=${encodeURIComponent(box.value)}`);
  }, 120);
});
