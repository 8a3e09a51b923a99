import { fill, h } from '../dom.js';
import { behaviour, clock, day, fixed, whole } from '../format.js';
import { empty, itemLink } from '../parts.js';

const PAGE = 20;

/** Of so many events the items are looked up. */
timeline.MOST = 200;

/**
 * A history, newest first, by days.
 *
 * @param {Map} items by id
 * @param {boolean} isCut whether there is more than was read
 */
export function timeline(events, items, isCut) {
  if (events.length === 0) {
    return empty('Nothing is held of this shopper: no event came yet, or they were erased.');
  }
  const counts = new Map();
  events.forEach((it) => counts.set(it.type, (counts.get(it.type) ?? 0) + 1));
  const summary = [...counts].sort((a, b) => b[1] - a[1])
    .map(([type, count]) => `${behaviour(type)} ${whole(count)}`).join(', ');
  const list = h('div');
  const more = h('button', { type: 'button', class: 'secondary', click: () => grow() },
    'Show earlier');
  let shown = 0;
  const grow = () => {
    shown = Math.min(events.length, timeline.MOST, shown + PAGE);
    fill(list, days(events.slice(0, shown), items));
    more.hidden = shown === Math.min(events.length, timeline.MOST);
  };
  grow();
  return [
    h('p', {}, h('data', { value: events.length }, whole(events.length)), isCut ? '+' : '',
      ` events since ${day(events.at(-1).timestamp)}: ${summary}.`),
    list, more,
  ];
}

function days(events, items) {
  const byDay = new Map();
  events.forEach((event) => {
    const name = day(event.timestamp);
    byDay.set(name, [...byDay.get(name) ?? [], event]);
  });
  return [...byDay].map(([name, all]) => [
    h('h3', { class: 'day' }, name),
    h('ol', { class: 'timeline' }, all.map((event) => h('li', {},
      h('time', { datetime: event.timestamp }, clock(event.timestamp)),
      h('span', { class: `badge ${event.type}` }, behaviour(event.type)),
      h('span', { class: 'what' }, itemLink(event.itemId, items.get(event.itemId)?.title)),
      event.price !== undefined && h('span', { class: 'price' },
        `${event.quantity > 1 ? `${event.quantity} x ` : ''}${fixed(event.price, 2)}`)))),
  ]);
}
