import { getIfThere } from './api.js';
import { hasLocal } from './session.js';

/** How far the local run is; undefined in AWS, or where it does not tell. */
export async function runState(signal) {
  return hasLocal('run') ? getIfThere('/local/run', signal) : undefined;
}

/** Whether a model is being trained now. */
export const isTraining = (run) => run?.training?.curve !== undefined && run.phase !== 'ready';
