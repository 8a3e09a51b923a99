import { get } from '../api.js';
import { trainingCurve } from '../curves.js';
import { fill, h } from '../dom.js';
import { fixed, percent, trainedAt, whole } from '../format.js';
import { load } from '../load.js';
import { card, empty, table, tile, tiles } from '../parts.js';
import { followRun } from '../run.js';
import { experimentCard, versionsCard } from './versions.js';

export const title = 'Models';

const METRICS = ['ndcg@10', 'hr@10', 'mrr@10'];

export function show(body, values, signal) {
  const training = h('div');
  const models = h('div');
  const came = h('div');
  fill(body, training, models, card('What came of lists, last 7 days', came));
  const refresh = () => load(models, 'the models', () => get('/v1/models', signal),
    (told) => overview(told, refresh, signal), signal);
  refresh();
  load(came, 'what came of lists', () => get('/v1/metrics', signal), outcomes, signal);
  followRun(training, refresh, signal);
}

function overview(told, refresh, signal) {
  if (told.models.length === 0) {
    return empty('There is no model yet. ./tidemark train trains one as soon as there is enough to '
      + 'learn from; until then the newest and popular items are answered.');
  }
  const serving = told.models.find((model) => model.serving) ?? told.models[0];
  return [
    h('div', { class: 'columns' },
      card(serving.serving ? 'In service' : 'Newest', comparison(serving)),
      card('How it learnt', learnt(serving, signal))),
    likelihoods(serving),
    experimentCard(told, refresh, signal),
    versionsCard(told, refresh, signal),
  ];
}

function comparison(model) {
  const { challenger, champion, popularity, events } = model.comparison ?? {};
  const name = h('p', {}, h('code', {}, model.version), ', trained ', trainedAt(model.version));
  if (!challenger) {
    return [name, empty('It was compared with nothing.')];
  }
  const rows = [['this model', challenger], ['the one before', champion?.metrics],
    ['popularity', popularity]].filter(([, figures]) => figures !== undefined);
  return [
    name,
    tiles(tile('NDCG@10', fixed(challenger['ndcg@10'], 4), challenger['ndcg@10']),
      tile('next item among ten', percent(challenger['hr@10']), challenger['hr@10']),
      Number.isFinite(events) && tile('held-out events', whole(events), events)),
    table('As served, on held-out events',
      ['Ranked by', ...METRICS.map((metric) => ({ name: metric.toUpperCase(), number: true }))],
      rows.map(([by, figures]) => [by, ...METRICS.map((metric) =>
        h('data', { value: figures[metric] }, fixed(figures[metric], 4)))])),
  ];
}

function learnt(model, signal) {
  const epochs = model.training?.epochs ?? [];
  return epochs.length === 0 ? empty('Its package tells no curve.')
    : [trainingCurve(epochs, signal),
      h('p', { class: 'quiet' }, `Taken from epoch ${model.training.bestEpoch}.`)];
}

const WAYS = { head: 'all that is counted', 'bg-nbd': 'BG/NBD', rfm: 'RFM' };

/** How well it tells who buys, and by what. */
function likelihoods(model) {
  const told = model.propensity ?? [];
  const figure = (value) => h('data', { value }, fixed(value, 4));
  return told.length > 0 && card('Who buys', table('AUC on later data',
    ['Within', 'Told by', ...Object.values(WAYS).map((name) => ({ name, number: true }))],
    told.map((it) => [`${it.days} days`, it.served ? WAYS[it.by] : 'nothing: no better than chance',
      ...[it.headAuc, it.bgNbdAuc, it.rfmAuc].map(figure)])));
}

function outcomes(metrics) {
  if (metrics.impressions === 0 && metrics.purchases === 0) {
    return empty('No list was shown yet, as far as is known. Send an impression for each item that '
      + 'was shown, with the recommendationId of its list, and the events that came of it.');
  }
  const columns = ['Lists by', ...['Impressions', 'Clicks', 'Click rate', 'Purchases', 'Revenue']
    .map((name) => ({ name, number: true }))];
  const row = (name, it) => [name, whole(it.impressions), whole(it.clicks), percent(it.clickRate ?? NaN),
    whole(it.purchases), fixed(it.revenue, 2)];
  return table('What came of lists', columns, [
    row('all', metrics),
    ...Object.entries(metrics.by).flatMap(([kind, all]) =>
      all.map((it) => row(`${kind}: ${it.name}`, it))),
  ]);
}
