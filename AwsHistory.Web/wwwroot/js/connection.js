// @ts-check
// An island that has lost its connection can no longer be changed from within the page. So as long as it is lost, links and
// forms load whole pages, as they do without scripts. Blazor tells the element #components-reconnect-modal how things stand.

document.addEventListener('components-reconnect-state-changed', event => {
  const isLost = /** @type {CustomEvent} */ (event).detail.state !== 'hide';
  if (isLost) document.body.dataset.enhanceNav = 'false';
  else delete document.body.dataset.enhanceNav;
  for (const form of document.querySelectorAll('form[method=get]')) form.toggleAttribute('data-enhance', !isLost);
}, true); // The event does not bubble.
