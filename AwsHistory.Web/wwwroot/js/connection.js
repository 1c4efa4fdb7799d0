// @ts-check
// An island that has lost its connection can no longer be changed from within the page. So as long as it is lost, links and
// forms load whole pages, as they do without scripts. Blazor tells the element #components-reconnect-modal how things stand,
// and shows in it what the reader is to know.

/** The server no longer knows this page's session. The address holds all state but words just typed, so loading it is all it takes. */
function again() {
  const box = document.querySelector('.searching input[data-search]');
  if (box instanceof HTMLInputElement && box.form && box.value !== (new URLSearchParams(location.search).get('q') ?? '')) box.form.submit();
  else location.reload();
}

/** Blazor has given up trying; the reader, or the network, has come back. */
async function retry() {
  if (document.visibilityState !== 'visible' || document.body.dataset.connection !== 'failed') return;
  try {
    if (!await /** @type {any} */ (window).Blazor.reconnect()) again();
  } catch {
    // Still no way to the server. The page says so already, and the next return of the reader or the network tries again.
  }
}

document.addEventListener('components-reconnect-state-changed', event => {
  const { state } = /** @type {CustomEvent} */ (event).detail;
  const isLost = state !== 'hide';
  if (isLost) [document.body.dataset.enhanceNav, document.body.dataset.connection] = ['false', state];
  else ['enhanceNav', 'connection'].forEach(name => delete document.body.dataset[name]);
  for (const form of document.querySelectorAll('form[method=get]')) form.toggleAttribute('data-enhance', !isLost);
  if (state === 'rejected') again();
}, true); // The event does not bubble.
document.addEventListener('visibilitychange', retry);
window.addEventListener('online', retry);
