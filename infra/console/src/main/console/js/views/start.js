import { get, getIfThere } from '../api.js';
import { trainingCurve } from '../curves.js';
import { fill, h } from '../dom.js';
import { fixed, percent, trainedAt, whole } from '../format.js';
import { load } from '../load.js';
import { card, empty, searchForm, tile, tiles } from '../parts.js';
import { address, go } from '../router.js';
import { followRun, runState } from '../run.js';
import { hasLocal, refusal } from '../session.js';

export const title = 'Start';

export function show(body, values, signal) {
  const shop = h('div');
  const training = h('div');
  const shoppers = h('div');
  const curve = h('div');
  fill(body,
    h('p', { class: 'lead' }, 'Tidemark learns from what shoppers do what each of them always wants, '
      + 'and what they want right now.'),
    shop, training,
    h('div', { class: 'columns' },
      h('div', {},
        card('Look at a shopper', searchForm('Shopper id', '', 'The id as your shop knows it',
          (asked) => go('shopper', { id: asked })), shoppers),
        curve),
      card('What to try', tries())));
  const ask = async () => {
    const [run, told] = await Promise.all([runState(signal), get('/v1/models', signal)]);
    return { run, models: told.models };
  };
  const refresh = () => load(shop, 'the shop', ask, (told) => {
    fill(curve, learnt(told.models, signal));
    return overview(told);
  }, signal);
  refresh();
  load(shoppers, 'example shoppers', () => examples(signal), exampleLinks, signal);
  followRun(training, refresh, signal);
}

/** How the model in service learnt, where its package tells. */
function learnt(models, signal) {
  const epochs = inService(models)?.training?.epochs;
  return epochs && card('How the model learnt', trainingCurve(epochs, signal));
}

const inService = (models) => models.find((model) => model.serving);

function overview({ run, models }) {
  const serving = inService(models);
  const figures = serving?.comparison?.challenger;
  const better = figures && figures['ndcg@10'] / serving.comparison.popularity['ndcg@10'];
  return [
    tiles(
      run && tile('events', whole(run.events), run.events),
      run && tile('items', whole(run.items), run.items),
      run && tile('shoppers', whole(run.shoppers), run.shoppers),
      figures && tile('NDCG@10 on held-out events', fixed(figures['ndcg@10'], 4),
        figures['ndcg@10']),
      figures && tile('next item among ten', percent(figures['hr@10']), figures['hr@10']),
      Number.isFinite(better) && tile('times as good as popularity', fixed(better, 1), better)),
    serving && h('p', { class: 'quiet' }, `The model in service was trained ${
      trainedAt(serving.version)}.`),
    !serving && empty(run?.phase === 'importing'
      ? 'The data are being read in; this view follows.'
      : run?.events === 0 ? 'The shop is empty. Send items with PUT /v1/items and events with POST /v1/events, or start '
        + 'with ./tidemark up --data DIR.'
      : 'Until the first model is trained, what is popular is answered.'),
  ];
}

async function examples(signal) {
  return hasLocal('examples') && refusal() === '' ? getIfThere('/local/examples', signal) : undefined;
}

function exampleLinks(told) {
  const ids = told?.shoppers ?? [];
  if (ids.length === 0) {
    return hasLocal('examples') && refusal() !== ''
      ? h('p', { class: 'quiet' }, 'With the key of the run, three shoppers are named here. ',
        refusal()) : null;
  }
  return [h('p', {}, 'Three with a history:'), h('ul', { class: 'links' }, ids.map((id) =>
    h('li', {}, h('a', { href: address('shopper', { id }) }, id))))];
}

function tries() {
  const link = (view, text) => h('a', { href: address(view) }, text);
  return h('ul', {},
    h('li', {}, link('shopper', 'Be a shopper'), ': click an item and see the list change at once.'),
    h('li', {}, link('items', 'Look at an item'), ': what is known of it, and what goes with it.'),
    h('li', {}, link('models', 'Compare models'), ': how they learnt, and why one serves.'),
    h('li', {}, link('segments', 'Pick people for a campaign'), ' and take them along as CSV.'),
    h('li', {}, link('forecast', 'See next weeks\' demand'), ' with its uncertainty.'),
    h('li', {}, link('operations', 'Look after it'), ': traffic, latency, what was set aside.'));
}
