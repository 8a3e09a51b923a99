/** Who is at the page, and what they may do: locally by the key of the run, in AWS by signing in. */

const KEY = 'tidemark-key';
const HEADER = 'X-Amz-Security-Token';
const NEEDS_KEY = 'Open the page by the line "Console: ..." that ./tidemark up printed: it carries the key for this.';

let config = { api: '', local: [] };
let user;

/**
 * Reads where the API is and how to sign, and takes the key out of the address.
 *
 * @throws {Error} in words for people
 */
export async function begin() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    sessionStorage.setItem(KEY, key);
    history.replaceState(null, '', `${location.pathname}#/`);
  }
  try {
    config = { ...config, ...await (await fetch('config.json')).json() };
  } catch {
    throw new Error('config.json, which says where the API is, cannot be read. '
      + 'It belongs beside this page.');
  }
  if (config.signIn) {
    user = await (await import('./signin.js')).signedIn(config.signIn);
  }
}

/** Ends the session; undefined where nobody signs in. */
export function signOut() {
  return user?.signOut;
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
  const { pathname, searchParams } = new URL(request.url);
  if (key && pathname.startsWith('/local/')) {
    request.headers.set(HEADER, key);
  }
  if (user) {
    const body = await request.clone().text();
    const proof = await user.authorised({ method: request.method, path: pathname, query: searchParams, body });
    Object.entries(proof).forEach(([name, value]) => request.headers.set(name, value));
  }
  return request;
}
