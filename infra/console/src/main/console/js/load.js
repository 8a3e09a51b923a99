import { fill, h } from './dom.js';
import { empty } from './parts.js';

/** Milliseconds after which a slow answer is said to be loading: before, it would only flicker. */
const SOON = 150;

/**
 * Fills a region with what an answer gives, says meanwhile that it loads, and says in words what
 * went wrong, with a way to try again.
 *
 * @param {HTMLElement} region
 * @param {string} what that is loaded, for people
 * @param {() => Promise} ask
 * @param {(answer) => Array|Node} render what to show
 * @param {AbortSignal} signal ends it
 */
export async function load(region, what, ask, render, signal) {
  region.setAttribute('aria-busy', 'true');
  const soon = setTimeout(() => {
    if (region.childElementCount === 0) {
      fill(region, h('p', { class: 'quiet' }, `Loading ${what} ...`));
    }
  }, SOON);
  try {
    const answer = await ask();
    if (!signal.aborted) {
      fill(region, render(answer));
    }
  } catch (error) {
    if (!signal.aborted) {
      fill(region, error.status === 404 ? absent(what, error)
        : failure(what, error, () => load(region, what, ask, render, signal)));
    }
  } finally {
    clearTimeout(soon);
    region.removeAttribute('aria-busy');
    performance.mark('shown'); // what times the views looks for the last one
  }
}

/** Nothing is wrong: there is none of it, or this version does not have it. */
const absent = (what, error) => empty(error.detail || `Not built into this version: ${what}.`);

function failure(what, error, again) {
  return h('div', { class: 'failure', role: 'alert' },
    h('p', {}, h('strong', {}, `Not shown: ${what}. `), error.message),
    h('button', { type: 'button', class: 'secondary', click: again }, 'Try again'));
}

/** Does what a button starts: only once at a time, and what goes wrong is said beside it. */
export async function attempt(button, task) {
  button.nextElementSibling?.matches('.failure') && button.nextElementSibling.remove();
  button.disabled = true;
  try {
    await task();
  } catch (error) {
    button.after(h('p', { class: 'failure', role: 'alert' }, error.message));
  } finally {
    button.disabled = false;
  }
}

/** Asks again and again until the signal aborts; what fails once is passed over. */
export function repeat(milliseconds, task, signal) {
  const timer = setInterval(async () => {
    try {
      await task();
    } catch {
      // The next time may do.
    }
  }, milliseconds);
  signal.addEventListener('abort', () => clearInterval(timer));
}
