// @ts-check

/**
 * An element with properties and children.
 * @param {string} tag
 * @param {Record<string, any>} [properties] Those with a hyphen, and role, are set as attributes.
 * @param {...(Node | string)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(properties))
    if (name.includes('-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  element.append(...children);
  return element;
}

/** What is said to those who do not see it happen. */
export const live = el('p', { className: 'unseen', role: 'status' });
document.getElementById('dock')?.append(live);

/** A time as readers know it from players: 0:07, 25:04, 1:25:04. @param {number} seconds */
export function clock(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Seconds of 754, 754s, 12:34, 1:02:03 or 1h2m3s; null for anything else. @param {string | null} text */
export function seconds(text) {
  const colons = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/.exec(text ?? '');
  const units = colons ?? /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text || 'x');
  return units && (+(units[1] ?? 0) * 3600) + (+(units[2] ?? 0) * 60) + +(units[3] ?? 0);
}

/** The part of a path that names a recording. @param {string} slug */
export const escapeSlug = slug => slug.split('/').map(encodeURIComponent).join('/');
