import { get, getLines, pathOf, remove } from '../api.js';
import { itemsById } from '../catalogue.js';
import { fill, h } from '../dom.js';
import { fixed, percent, whole } from '../format.js';
import { attempt, load } from '../load.js';
import { card, control, controlNote, empty, searchForm, table, tile, tiles } from '../parts.js';
import { go } from '../router.js';
import { recommendations } from './recommendations.js';
import { timeline } from './timeline.js';

export const title = 'Shopper';

/** Pages of the history that are read at most, each about a megabyte. */
const MOST_PAGES = 5;

export function show(body, values, signal) {
  const id = values.get('id') ?? '';
  const form = searchForm('Shopper id', id, 'The id as your shop knows it',
    (asked) => go('shopper', { id: asked }));
  if (id === '') {
    fill(body, form, empty('Give the id of a shopper, as your shop sends it in events. Somebody new '
      + 'is answered, too: with what is popular.'));
    return;
  }
  const listed = h('div');
  const likely = h('div');
  const history = h('div');
  fill(body, form, h('div', { class: 'columns' },
    card('Recommended', listed),
    h('div', {}, card('Will they buy?', likely), card('History', history), eraseCard(id, () => {
      showList();
      showHistory();
    }, signal))));
  const showList = recommendations(listed, id, () => showHistory(), signal);
  const showHistory = () => load(history, 'the history', () => held(id, signal),
    ({ events, titles, isCut }) => timeline(events, titles, isCut), signal);
  load(likely, 'the propensity', () => get(pathOf('users', id, '/propensity'), signal),
    propensity, signal);
  showHistory();
}

/** What was done, newest first, with the items. */
async function held(id, signal) {
  const events = [];
  let next = '';
  for (let page = 0; page < MOST_PAGES && (page === 0 || next !== ''); page++) {
    const lines = await getLines(pathOf('users', id, '/data', { next }), signal);
    events.push(...lines.filter((line) => line.kind === 'event'));
    next = lines.find((line) => line.kind === 'next')?.next ?? '';
  }
  events.sort((a, b) => b.timestamp.localeCompare(a.timestamp) || b.sequence - a.sequence);
  const titles = await itemsById(events.slice(0, timeline.MOST).map((it) => it.itemId), signal);
  return { events, titles, isCut: next !== '' };
}

function propensity(told) {
  const within = told.within ?? [];
  const next = told.next90Days ?? {};
  return [
    within.length === 0 ? empty('No model tells how likely they are to buy.') : tiles(
      within.map((it) =>
        tile(`buys within ${it.days} days`, percent(it.probability), it.probability)),
      Number.isFinite(next.orders) && tile('orders in 90 days', fixed(next.orders, 1), next.orders),
      Number.isFinite(next.revenue)
        && tile('revenue in 90 days', fixed(next.revenue, 2), next.revenue)),
    told.strategy === 'base-rate' && empty('Nothing is known of them: this is the shop\'s base rate.'),
    (told.segments ?? []).length > 0
      && h('p', {}, told.segments.map((name) => h('span', { class: 'badge' }, name))),
    (told.because ?? []).length > 0
      && h('ul', { class: 'reasons' }, told.because.map((it) => h('li', {}, it.sentence))),
    (told.categories ?? []).length > 0 && table('Likeliest categories',
      ['Category', { name: 'Probability', number: true }],
      told.categories.map((it) => [it.category, percent(it.probability)])),
  ];
}

/** @param {() => void} refresh is called once all is gone */
function eraseCard(id, refresh, signal) {
  const told = h('div', { role: 'status' });
  const erase = async () => {
    const receipt = await remove(pathOf('users', id, ''), signal);
    const sum = Object.values(receipt.erased).reduce((all, one) => all + one, 0);
    fill(told, h('p', {}, `Erased at ${receipt.erasedAt}: ${whole(sum)} records. `
      + 'Keep this receipt:'), h('pre', { tabindex: '0' }, JSON.stringify(receipt, null, 1)));
    refresh();
  };
  const ask = (button) => window.confirm(
    `Erase all that is held of shopper ${id}? This cannot be undone.`) && attempt(button, erase);
  return h('details', { class: 'card' }, h('summary', {}, 'Erase this shopper'),
    h('p', { class: 'quiet' }, 'From the next request on nothing of before is served or learnt '
      + 'from. The receipt says what was deleted, and until when copies remain.'),
    controlNote(), control('Erase', (event) => ask(event.currentTarget)), told);
}
