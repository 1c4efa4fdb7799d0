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

// After a deploy the server no longer knows this page's session: the address holds all state, so loading it again is all it takes.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (/** @type {CustomEvent} */ (event).detail?.state === 'rejected') location.reload();
});

/** Called once, when Blazor's script is there. @param {{ addEventListener(name: string, handler: () => void): void }} blazor */
export function follow(blazor) {
  blazor.addEventListener('enhancedload', () => starters.forEach(start => start()));
}
