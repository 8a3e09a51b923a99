import { get, queryOf, work } from '../api.js';
import { fill, h, say } from '../dom.js';
import { fixed, moment, percent, trainedAt, whole } from '../format.js';
import { attempt, load } from '../load.js';
import { card, control, controlNote, empty, table } from '../parts.js';
import { hasLocal } from '../session.js';

/** Versions with what was decided about each; an earlier champion can be brought back. */
export function versionsCard(told, refresh, signal) {
  const state = h('p', { role: 'status' });
  const back = hasLocal('rollback');
  return card('Versions',
    back && controlNote(), state,
    table('Models, newest first',
      ['Version', 'Trained', { name: 'NDCG@10', number: true }, 'Decision', 'Why', back ? 'Control' : '']
        .filter((column) => column !== ''),
      told.models.map((model) => {
        const figure = model.comparison?.challenger?.['ndcg@10'];
        const cells = [
          [h('code', {}, model.version), model.serving && h('span', { class: 'badge new' }, 'in service')],
          model.createdAt ? moment(model.createdAt) : trainedAt(model.version),
          h('data', { value: figure }, fixed(figure, 4)),
          model.decision.outcome || '-', model.decision.reason || '-'];
        return back ? [...cells, model.serving ? '' : control('Bring back',
          (event) => rollBack(model.version, event.currentTarget, state, refresh, signal))] : cells;
      })));
}

/** Two models side by side; nothing where none are. */
export function experimentCard(told, refresh, signal) {
  const experiment = told.experiment;
  if (!experiment) {
    return null;
  }
  const figures = h('div');
  const state = h('p', { role: 'status' });
  load(figures, 'what came of both', () => get(`/v1/metrics${queryOf({
    from: earliest(experiment.since), to: new Date().toISOString(),
    compare: `${experiment.champion},${experiment.modelVersion}` })}`, signal),
  (metrics) => arms(metrics.comparison), signal);
  return card('Experiment',
    h('p', {}, h('code', {}, experiment.modelVersion), ` answers ${experiment.share} % of the users `
      + `since ${moment(experiment.since)}.`),
    figures, hasLocal('rollback') && [controlNote(), control('End it', (event) =>
      rollBack(experiment.champion, event.currentTarget, state, refresh, signal)), state]);
}

/** Metrics are told for 31 days at most. */
function earliest(since) {
  const days = 31 * 24 * 3600 * 1000;
  return new Date(Math.max(Date.parse(since), Date.now() - days + 60_000)).toISOString();
}

function arms(comparison) {
  if (!comparison) {
    return empty('Nothing was counted yet.');
  }
  return [
    table('What came of either model', ['Model', ...['Users', 'Impressions', 'Clicks', 'Click rate',
      'Purchases', 'Revenue'].map((name) => ({ name, number: true }))],
    comparison.arms.map((arm) => [h('code', {}, arm.modelVersion), whole(arm.users),
      whole(arm.impressions), whole(arm.clicks), percent(arm.clickRate ?? NaN),
      whole(arm.purchases), fixed(arm.revenue, 2)])),
    h('p', {}, comparison.conclusion, '. Look once, at an end that was fixed before: whoever looks '
      + 'every day sees a difference sooner or later.'),
  ];
}

async function rollBack(version, button, state, refresh, signal) {
  if (!window.confirm(`Let model ${version} answer all users?`)) {
    return;
  }
  fill(state, `Bringing ${version} into service; this takes some seconds ...`);
  await attempt(button, async () => {
    await work('/local/rollback', { modelVersion: version }, signal);
    say(`Model ${version} is in service.`);
    refresh();
  });
  fill(state);
}
