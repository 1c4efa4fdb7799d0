// @ts-check
// What the timeline's explorer needs of the pointer and the keyboard. The page scrolls over it as over any picture: the wheel
// and a finger moving up or down are never taken.

/**
 * @param {HTMLElement} root
 * @param {{ invokeMethodAsync(name: string, ...args: any[]): Promise<void> }} explorer
 */
export function start(root, explorer) {
  /** @type {{ svg: SVGSVGElement, from: number, brush: SVGRectElement } | undefined} */
  let drag;

  root.addEventListener('pointerdown', event => {
    const svg = /** @type {Element} */ (event.target).closest('svg.lanes');
    if (!(svg instanceof SVGSVGElement) || event.button !== 0 || event.pointerType === 'touch') return;
    const from = unit(svg, event);
    const brush = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    brush.setAttribute('class', 'brush');
    brush.setAttribute('height', String(svg.viewBox.baseVal.height));
    drag = { svg, from, brush };
  });
  root.addEventListener('pointermove', event => {
    if (!drag) return;
    const to = unit(drag.svg, event);
    if (Math.abs(to - drag.from) < 6 && !drag.brush.parentNode) return;
    drag.svg.append(drag.brush);
    drag.brush.setAttribute('x', String(Math.min(drag.from, to)));
    drag.brush.setAttribute('width', String(Math.abs(to - drag.from)));
  });
  addEventListener('pointerup', event => {
    if (!drag) return;
    const { svg, from, brush } = drag;
    const drawn = brush.parentNode !== null;
    drag = undefined;
    brush.remove();
    if (!drawn || !root.isConnected) return;
    // A mark under the pointer is a link; the end of a drag is not a click on it.
    root.addEventListener('click', click => click.preventDefault(), { capture: true, once: true });
    setTimeout(() => root.dispatchEvent(new Event('click')), 0);
    explorer.invokeMethodAsync('PeriodAsync', year(svg, from), year(svg, unit(svg, event)));
  });
  root.addEventListener('dragstart', event => event.preventDefault());
  root.addEventListener('keydown', event => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!['ArrowLeft', 'ArrowRight', 'Enter', '+', '=', '-', 'Home'].includes(event.key)) return;
    if (event.key === 'Enter' && event.target !== root) return;
    event.preventDefault();
    explorer.invokeMethodAsync('KeyAsync', event.key);
  });
}

/** Marks an event in the drawing and brings it into view in the list. @param {HTMLElement} root @param {string} slug */
export function show(root, slug) {
  root.querySelectorAll('.current').forEach(element => element.classList.remove('current'));
  root.querySelectorAll(`[data-event="${CSS.escape(slug)}"]`).forEach(element => element.classList.add('current'));
  const item = document.getElementById(slug);
  item?.classList.add('current');
  item?.scrollIntoView({ block: 'nearest' });
}

/** The address says what is shown, so that Back, reload and sharing bring it again. @param {string} url */
export function remember(url) {
  if (location.pathname + location.search !== url) history.pushState(null, '', url);
}

/** @param {string} url */
export function go(url) {
  location.assign(url);
}

/** @param {SVGSVGElement} svg @param {PointerEvent} event */
function unit(svg, event) {
  const box = svg.getBoundingClientRect();
  const left = Number(svg.dataset.left), right = Number(svg.dataset.right);
  return Math.min(right, Math.max(left, (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width));
}

/** @param {SVGSVGElement} svg @param {number} at */
function year(svg, at) {
  const { first, last, left, right } = Object.fromEntries(Object.entries(svg.dataset).map(([key, value]) => [key, Number(value)]));
  return first + (at - left) / (right - left) * (last - first + 1);
}
