// @ts-check
// Pages change without a load: enhanced navigation swaps their content and strips what scripts have set. So behaviour hangs
// on the document by delegation, and whatever must be set up again for each page is registered here.

/** @type {Array<() => void>} */
const starters = [];

/**
 * Runs now, and again after every navigation within the site. Must bear being run twice.
 * @param {() => void} start
 */
export function onPage(start) {
  starters.push(start);
  start();
}

/** @type {Promise<void> | undefined} */
let enhancing;

/**
 * From now on links change the page in place, so that what plays goes on playing. Pages with an island have Blazor's script from
 * the start; for the others whole pages are lighter than the script, until something is to outlast them.
 */
export function enhance() {
  return enhancing ??= new Promise((resolve, reject) => {
    const { Blazor } = /** @type {any} */ (window);
    if (Blazor) return resolve(follow(Blazor));
    const script = document.createElement('script');
    script.src = /** @type {HTMLElement | null} */ (document.querySelector('script[data-blazor]'))?.dataset.blazor ?? '';
    script.onload = () => resolve(follow(/** @type {any} */ (window).Blazor));
    script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
    document.head.append(script);
  });
}

/** @param {{ addEventListener(name: string, handler: () => void): void }} blazor */
function follow(blazor) {
  blazor.addEventListener('enhancedload', () => {
    starters.forEach(start => start());
    arrived();
  });
}

if ('Blazor' in window) enhance();
// Whoever came by a link of ours is told where they are, as within a page that changes in place.
else if (document.referrer.startsWith(`${location.origin}/`) && !location.hash && /** @type {any} */ (performance.getEntriesByType('navigation')[0])?.type === 'navigate')
  /** @type {HTMLElement | null} */ (document.querySelector('h1[tabindex]'))?.focus({ preventScroll: true });

// Back returns to where one was reading. The browser restores the place while the page left is still there, and the merge of the
// two then shifts it; so the place is kept for each entry of the history, and taken up again once the page is there.
/** @type {Map<string, number>} */
const places = new Map();
const entry = () => /** @type {any} */ (window).navigation?.currentEntry?.key ?? location.href;
const address = () => location.pathname + location.search;
let shown = address();
/** @type {number | null} */
let wanted = null;

addEventListener('scroll', () => { if (wanted === null) places.set(entry(), scrollY); }, { passive: true });
addEventListener('popstate', () => { if (address() !== shown) wanted = places.get(entry()) ?? 0; });

function arrived() {
  shown = address();
  if (wanted === null) return;
  const top = wanted;
  scrollTo({ top, behavior: 'instant' });
  requestAnimationFrame(() => {
    scrollTo({ top, behavior: 'instant' });
    wanted = null;
  });
}

// A link within the page is the browser's own matter. Blazor would scroll as well, but leave :target where it was.
document.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a[href*="#"]:not(.passage-link)') : null;
  if (link && new URL(link.getAttribute('href') ?? '', document.baseURI).href.split('#')[0] === location.href.split('#')[0]) event.stopPropagation();
}, true);

// What the style sheet leaves for later is laid out while nothing else is to do, a little at a time, so that the height of the page is its own.
const later = window.requestIdleCallback ?? (next => setTimeout(next, 50));
onPage(() => {
  const waiting = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('section.year, .moments > li')]);
  const next = () => {
    for (const element of waiting.splice(0, 3)) element.style.contentVisibility = 'visible';
    if (waiting.length > 0) later(next);
  };
  later(next);
});
