/** Addresses of views: #/view?name=value. */

/** Where a link leads; blank values are left out. */
export function address(view, values = {}) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined);
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return `#/${view}${query}`;
}

/** Goes there, as a link does. */
export function go(view, values) {
  const to = address(view, values);
  if (location.hash === to) {
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = to;
  }
}

/** The view that the address names and what it says, as URLSearchParams. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { view: path, values: new URLSearchParams(query) };
}
