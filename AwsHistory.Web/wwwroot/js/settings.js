// @ts-check
// The reader's theme and size of text, as attributes of the root. The one line in the head sets them before anything is painted;
// navigation within the site takes them away, and they are back before the next frame.

const root = document.documentElement;
const NAMES = ['theme', 'size'];

/** @param {string} name */
function read(name) {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return root.dataset[name] ?? ''; // where nothing may be stored, a choice holds until the next load
  }
}

function apply() {
  for (const name of NAMES) {
    const value = read(name);
    if ((root.dataset[name] ?? '') === value) continue;
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }
}

new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: NAMES.map(name => `data-${name}`) });
// Another tab may have chosen.
addEventListener('storage', apply);

document.addEventListener('change', event => {
  if (!(event.target instanceof HTMLInputElement) || !event.target.closest('#reading-settings')) return;
  const { name, value } = event.target;
  try {
    localStorage.setItem(name, value);
  } catch {
    root.dataset[name] = value; // see read
  }

  apply();
});

document.addEventListener('beforetoggle', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.id !== 'reading-settings') return;
  for (const name of NAMES)
    for (const radio of form.querySelectorAll(`[name=${name}]`))
      if (radio instanceof HTMLInputElement) radio.checked = radio.value === read(name);
}, true);
