import { getIfThere } from './api.js';
import { trainingCurve } from './curves.js';
import { fill, h } from './dom.js';
import { whole } from './format.js';
import { repeat } from './load.js';
import { card } from './parts.js';
import { hasLocal } from './session.js';

/** Milliseconds between two looks at a run. */
const EVERY = 2000;

/** How far the local run is; undefined in AWS, or where it does not tell. */
export async function runState(signal) {
  return hasLocal('run') ? getIfThere('/local/run', signal) : undefined;
}

/**
 * Shows a training that is under way, as its curve grows.
 *
 * @param {() => void} changed is called when the run has gone on: data are in, a model is there
 */
export function followRun(region, changed, signal) {
  let before;
  const look = async () => {
    const run = await runState(signal);
    if (signal.aborted) {
      return;
    }
    fill(region, run?.training && card('A model is being trained', progress(run.training),
      trainingCurve(run.training.curve, signal)));
    const now = `${run?.phase} ${run?.modelVersion}`;
    if (before !== undefined && now !== before) {
      changed();
    }
    before = now;
  };
  look().catch(() => {});
  if (hasLocal('run')) {
    repeat(EVERY, look, signal);
  }
}

function progress(training) {
  const { epoch, epochs, eventsPerSecond, secondsLeft } = training;
  return h('p', {}, `Epoch ${epoch} of at most ${epochs}, ${whole(Math.round(eventsPerSecond))} `
    + `events a second, ${whole(Math.round(secondsLeft))} seconds left at most.`);
}
