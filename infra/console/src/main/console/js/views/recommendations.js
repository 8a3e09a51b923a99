import { get, pathOf, post } from '../api.js';
import { fill, h, say } from '../dom.js';
import { behaviour, fixed, percent, trainedAt } from '../format.js';
import { attempt, load } from '../load.js';
import { empty, itemLink } from '../parts.js';

const COUNT = 10;
const BEHAVIOURS = ['view', 'click', 'favourite', 'add_to_cart', 'purchase'];
const STRATEGIES = {
  lstm: 'by the model', popular: 'what is popular', content: 'by category', newest: 'the newest',
};
const PARTS = {
  long: 'long-term interest', short: 'right now', habit: 'habit', others: 'others took it next',
  popular: 'popular', similar: 'similar', promoted: 'promoted',
};

/**
 * What a shopper is recommended. A click on an item sends an event as that shopper, and the list
 * shows at once what came of it.
 *
 * @param {() => void} acted is called after each event
 * @returns {() => void} asks again
 */
export function recommendations(region, id, acted, signal) {
  const as = h('select', { 'aria-label': 'What the shopper does with an item' },
    BEHAVIOURS.map((type) => h('option', { value: type }, behaviour(type))));
  const list = h('div');
  let before = null;

  const ask = () => get(pathOf('users', id, '/recommendations', { count: COUNT, explain: true }),
    signal);

  const render = (answer) => {
    const places = before;
    before = new Map(answer.items.map((item, i) => [item.itemId, i]));
    if (answer.items.length === 0) {
      return empty('There is nothing to recommend yet: the catalogue is empty. Send items with '
        + 'PUT /v1/items, or start with ./tidemark up --data DIR.');
    }
    return [
      interest(answer),
      h('ol', { class: 'ranked' },
        answer.items.map((item, i) => entry(item, move(places, item.itemId, i),
          () => act(item, i)))),
      answer.warnings?.map((warning) => h('p', { class: 'quiet' }, warning)),
    ];
  };

  const act = async (item, place) => {
    const event = { userId: id, itemId: item.itemId, type: as.value,
      timestamp: new Date().toISOString() };
    await post('/v1/events', { events: [event] }, signal);
    const old = before;
    await refresh();
    const fresh = [...before.keys()].filter((itemId) => !old.has(itemId)).length;
    say(`Done: ${behaviour(as.value)} of ${item.title ?? item.itemId}. The list was asked again; `
      + `${fresh} of ${before.size} items are new.`);
    list.querySelectorAll('li button')[place]?.focus();
    acted();
  };

  fill(region, h('label', { class: 'inline' }, 'Click an item as this shopper: ', as), list);
  const refresh = () => load(list, 'the recommendations', ask, render, signal);
  refresh();
  return refresh;
}

/** How much of the answer rests on what is always wanted, and on what is wanted right now. */
function interest(answer) {
  const by = h('p', { class: 'quiet' }, `${STRATEGIES[answer.strategy] ?? answer.strategy}`,
    answer.modelVersion === 'none' ? null : `, trained ${trainedAt(answer.modelVersion)}`);
  if (!answer.interest) {
    return by;
  }
  const { long, short } = answer.interest;
  const words = `${percent(long)} long-term interest, ${percent(short)} right now`;
  return [by, h('div', { class: 'split', role: 'img', 'aria-label': words },
    h('span', { class: 'long', css: { width: `${100 * long}%` } }),
    h('span', { class: 'short', css: { width: `${100 * short}%` } })),
  h('p', { class: 'legend' },
    h('span', {}, h('i', { css: { color: 'var(--long)' } }), 'Long-term interest ',
      h('data', { value: long }, percent(long))),
    h('span', {}, h('i', { css: { color: 'var(--short)' } }), 'Right now ',
      h('data', { value: short }, percent(short))))];
}

function entry(item, moved, act) {
  const because = item.because;
  return h('li', { class: moved ? 'moved' : null },
    h('div', {},
      h('p', { class: 'name' }, itemLink(item.itemId, item.title),
        moved && h('span', { class: 'badge new' }, moved)),
      because && h('p', { class: 'why' },
        h('span', { class: `badge ${because.part}` }, PARTS[because.part] ?? because.part),
        because.sentence)),
    h('data', { class: 'score', value: item.score, title: 'score' }, fixed(item.score, 4)),
    h('button', { type: 'button', class: 'outline',
      'aria-label': `Click ${item.title ?? item.itemId} as this shopper`,
      click: (event) => attempt(event.currentTarget, act) }, 'Click'));
}

/** What became of an item's place since the last answer. */
function move(places, itemId, place) {
  if (places === null) {
    return '';
  }
  if (!places.has(itemId)) {
    return 'new';
  }
  const up = places.get(itemId) - place;
  return up > 0 ? `up ${up}` : '';
}
