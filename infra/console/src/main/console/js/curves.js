import { chart } from './charts.js';
import { fixed } from './format.js';
import { empty } from './parts.js';

/**
 * Loss and NDCG@10 by epoch.
 *
 * @param {Array<{epoch, loss, ndcg?, accuracy?}>} curve
 */
export function trainingCurve(curve, signal) {
  if (curve.length === 0) {
    return empty('The first epoch is not over yet.');
  }
  const last = curve.at(-1);
  const column = (name) => curve.map((point) => point[name] ?? null);
  const lines = [{ name: 'loss, left', values: column('loss'), colour: '--long' }];
  if (curve.some((point) => Number.isFinite(point.ndcg))) {
    lines.push({ name: 'NDCG@10 on held-out events, right', values: column('ndcg'), scale: 'ndcg',
      colour: '--short' });
  }
  return chart(
    `After epoch ${last.epoch}: loss ${fixed(last.loss, 3)} from ${fixed(curve[0].loss, 3)}`
      + (Number.isFinite(last.ndcg)
        ? `, NDCG@10 ${fixed(last.ndcg, 4)} from ${fixed(curve[0].ndcg, 4)}.` : '.'),
    { values: column('epoch'), time: false, name: 'epoch' }, lines, [], signal);
}
