import { authorised, settings } from './session.js';

/** Milliseconds; API Gateway itself gives up after 30 s. */
const PATIENCE = 35_000;

/** What the API did not do, in words for people. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 = there was no answer
   * @param {string} detail what the API itself says, if it says anything
   */
  constructor(message, status, detail = '') {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

/** An object of JSON. */
export async function get(path, signal) {
  return (await ask(path, {}, signal)).json();
}

/** The same, or undefined where this version or deployment has no such route, or knows none. */
export async function getIfThere(path, signal) {
  try {
    return await get(path, signal);
  } catch (error) {
    if (error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

/** JSON Lines, as a list. */
export async function getLines(path, signal) {
  return lines(await ask(path, {}, signal));
}

export async function post(path, body, signal) {
  return (await send('POST', path, body, signal)).json();
}

/** Work that takes its time: JSON Lines that end with the outcome. */
export async function work(path, body, signal) {
  const steps = await lines(await send('POST', path, body, signal));
  const last = steps.at(-1) ?? {};
  if (last.outcome === 'failed') {
    throw new ApiError([last.reason, steps.at(-2)?.line].filter(Boolean).join('; '), 200);
  }
  return last;
}

export async function remove(path, signal) {
  return (await ask(path, { method: 'DELETE' }, signal)).json();
}

/**
 * The path of something below an id. What a path cannot hold goes into the query, as the API wants.
 *
 * @param {string} kind users or items
 * @param {object} query left out where blank
 */
export function pathOf(kind, id, rest, query = {}) {
  const held = !/^\.{0,2}$|^-$|[/\\]/.test(id);
  const asked = held ? query : { [kind === 'users' ? 'userId' : 'itemId']: id, ...query };
  return `/v1/${kind}/${held ? encodeURIComponent(id) : '-'}${rest}${queryOf(asked)}`;
}

/** With its question mark; blank where nothing is given. */
export function queryOf(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined);
  // A space as a plus sign is not everywhere signed as one.
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`.replaceAll('+', '%20');
}

function send(method, path, body, signal) {
  const headers = { 'Content-Type': 'application/json' };
  return ask(path, { method, headers, body: JSON.stringify(body ?? {}) }, signal);
}

async function ask(path, init, signal) {
  const late = AbortSignal.timeout(PATIENCE);
  const request = await authorised(new Request(settings().api + path,
    { ...init, signal: signal ? AbortSignal.any([signal, late]) : late }));
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new ApiError(late.aborted
      ? 'The API took longer than 35 seconds. It may be busy; try again.'
      : 'The API does not answer. It may have stopped, or the network is down.', 0);
  }
  if (!answer.ok) {
    throw await failure(answer);
  }
  return answer;
}

async function lines(answer) {
  const text = await answer.text();
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
}

async function failure(answer) {
  let told = {};
  try {
    told = await answer.json();
  } catch {
    // No JSON: the status has to do.
  }
  const words = told.detail ?? told.message;
  return new ApiError(words ? `The API says (${answer.status}): ${words}`
    : `The API answered with status ${answer.status}.`, answer.status, told.detail);
}
