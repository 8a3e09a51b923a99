import { get, pathOf, queryOf } from '../api.js';
import { itemsById, search } from '../catalogue.js';
import { fill, h, say } from '../dom.js';
import { fixed, percent, whole } from '../format.js';
import { attempt, load } from '../load.js';
import { card, empty, itemLink, searchForm, table, tile, tiles } from '../parts.js';
import { address, go } from '../router.js';
import { demand } from './demand.js';

export const title = 'Items';

/** Rows that are shown at a time. */
const PAGE = 50;

export function show(body, values, signal) {
  const id = values.get('id');
  const asked = values.get('search') ?? '';
  const form = searchForm('Title, id or category', asked, 'Part of a title, id or category',
    (text) => go('items', { search: text }));
  if (id) {
    one(body, form, id, signal);
    return;
  }
  const found = h('div');
  const trending = h('div');
  fill(body, form, h('div', { class: 'columns' },
    card(asked === '' ? 'Listed last' : `Found: ${asked}`, found),
    card('Trending', trending)));
  load(found, 'the items', () => search(asked, '', signal), (page) => list(page, asked, signal),
    signal);
  load(trending, 'what is trending', () => get('/v1/items/trending?count=10', signal), ranked,
    signal);
}

/** Page by page: as many rows as somebody asked for, however large the catalogue is. */
function list(first, asked, signal) {
  if (first.items.length === 0) {
    return empty(asked === ''
      ? 'The catalogue is empty. Send items with PUT /v1/items, or start with ./tidemark up --data DIR.'
      : 'No item that is on sale has this in its title, id or category.');
  }
  const rows = h('div');
  const more = h('button', { type: 'button', class: 'secondary', 
    click: () => attempt(more, grow) }, 'Show more');
  const items = [...first.items];
  let { next } = first;
  let shown = 0;
  const draw = () => {
    shown = Math.min(items.length, shown + PAGE);
    fill(rows, table('Items', ['Item', 'Id', 'Category', { name: 'Price', number: true }],
      items.slice(0, shown).map((item) => [itemLink(item.itemId, item.title), item.itemId,
        item.category ?? '', fixed(item.price, 2)])));
    more.hidden = shown === items.length && !next;
    say(`${whole(shown)} items are shown.`);
  };
  async function grow() {
    if (shown === items.length) {
      const page = await search(asked, next, signal);
      items.push(...page.items);
      next = page.next;
    }
    draw();
  }
  draw();
  return [rows, more];
}

function ranked(answer) {
  if (answer.items.length === 0) {
    return empty('Nothing is trending: no shopper did anything lately, and there are no items.');
  }
  return h('ol', { class: 'plain' }, answer.items.map((item) =>
    h('li', {}, itemLink(item.itemId, item.title))));
}

function one(body, form, id, signal) {
  const known = h('div');
  const similar = h('div');
  const buyers = h('div');
  const sales = h('div');
  fill(body, form, known, h('div', { class: 'columns' },
    card('Goes with it', similar),
    h('div', {}, card('Who buys it', buyers), card('Demand', sales))));
  load(known, 'the item', async () => (await itemsById([id], signal)).get(id),
    (item) => facts(id, item), signal);
  load(similar, 'similar items', () => get(pathOf('items', id, '/similar', { count: 10, explain: true }),
    signal), likes, signal);
  load(buyers, 'who buys it', () => get(`/v1/segments${queryOf({ item: id, size: 10 })}`, signal),
    (told) => who(told, id), signal);
  demand(sales, { item: id }, signal);
}

function facts(id, item) {
  const heading = h('h2', {}, item?.title || id);
  if (!item) {
    return h('section', { class: 'card' }, heading,
      empty('The catalogue does not have this item; events may name it all the same.'));
  }
  return h('section', { class: 'card' }, heading, tiles(
    tile('id', id), tile('category', item.category || '-'),
    tile('price', fixed(item.price, 2), item.price),
    tile('on sale', item.active ? 'yes' : 'no, switched off')),
  (item.tags ?? []).length > 0
    && h('p', {}, item.tags.map((tag) => h('span', { class: 'badge' }, tag))));
}

function likes(answer) {
  if (answer.items.length === 0) {
    return empty('Nothing goes with it yet.');
  }
  return h('ol', { class: 'ranked' }, answer.items.map((item) => h('li', {}, h('div', {},
    h('p', { class: 'name' }, itemLink(item.itemId, item.title)),
    item.because && h('p', { class: 'why' }, item.because.sentence)),
  h('data', { class: 'score', value: item.score, title: 'score' }, fixed(item.score, 4)))));
}

function who(told, id) {
  const people = told.people ?? [];
  if (people.length === 0) {
    return empty('Nobody is likely to buy it soon, as far as is known.');
  }
  return [table('Likeliest buyers', ['Shopper (pseudonym)', { name: 'Probability', number: true }],
    people.map((one) => [h('code', {}, one.userKey),
      h('data', { value: one.probability }, percent(one.probability))])),
  h('p', {}, h('a', { href: address('segments', { item: id }) }, 'All of them, and as CSV'))];
}
