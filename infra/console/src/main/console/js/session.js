/** Who is at the page, and what they may do. Locally that hangs on the key of the run. */

const KEY = 'tidemark-key';
const HEADER = 'X-Amz-Security-Token';
const NEEDS_KEY = 'Open the page by the line "Console: ..." that ./tidemark up printed: it carries the key for this.';

let config = { api: '', session: 'local', local: [] };

/** Reads where the API is and how to sign, and takes the key out of the address. */
export async function begin() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    sessionStorage.setItem(KEY, key);
    history.replaceState(null, '', `${location.pathname}#/`);
  }
  config = { ...config, ...await (await fetch('config.json')).json() };
}

/** What config.json says. */
export function settings() {
  return config;
}

/** Whether this deployment has an endpoint of its own below /local/. */
export function hasLocal(name) {
  return config.local.includes(name);
}

/** Why what controls the product cannot be used; blank where it can. */
export function refusal() {
  return sessionStorage.getItem(KEY) ? '' : NEEDS_KEY;
}

/**
 * The request with what proves who sends it.
 *
 * @param {Request} request
 * @returns {Promise<Request>}
 */
export async function authorised(request) {
  const key = sessionStorage.getItem(KEY);
  if (key && new URL(request.url).pathname.startsWith('/local/')) {
    request.headers.set(HEADER, key);
  }
  return request;
}
