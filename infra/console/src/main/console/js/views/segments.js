import { get, queryOf } from '../api.js';
import { csv, download } from '../csv.js';
import { fill, h, say } from '../dom.js';
import { fixed, percent, whole } from '../format.js';
import { load } from '../load.js';
import { card, empty, table } from '../parts.js';
import { go } from '../router.js';

export const title = 'Segments';

/** Ready-made ones by their names in the API. */
const READY = { '': 'Likeliest to buy', new: 'New', loyal: 'Loyal', 'at-risk': 'At risk',
  asleep: 'Asleep', 'discount-led': 'Led by discounts' };
const HEADINGS = { userKey: 'Shopper (pseudonym)', probability: 'Probability',
  orders: 'Orders in 90 days', revenue: 'Revenue in 90 days', segments: 'Segments',
  categories: 'Likely of' };
const COLUMNS = Object.keys(HEADINGS);
const FIELDS = ['name', 'item', 'category', 'window', 'size'];

export function show(body, values, signal) {
  const asked = Object.fromEntries(FIELDS.map((name) => [name, values.get(name) ?? '']));
  asked.window ||= '30';
  asked.size ||= '100';
  const found = h('div');
  fill(body, form(asked), card(READY[asked.name] ?? asked.name, found));
  load(found, 'the segment', () => get(`/v1/segments${queryOf(asked)}`, signal),
    (told) => people(told, asked), signal);
}

function form(asked) {
  const field = (name, text, type, more = {}) =>
    h('label', {}, text, h('input', { type, name, value: asked[name], autocomplete: 'off', ...more }));
  return h('form', {
    class: 'fields', submit: (event) => {
      event.preventDefault();
      go('segments', Object.fromEntries(new FormData(event.target)));
    },
  },
  h('label', {}, 'Who', h('select', { name: 'name' }, Object.entries(READY).map(([value, name]) =>
    h('option', { value, selected: value === asked.name }, name)))),
  field('category', 'Buys of category', 'search'), field('item', 'Buys the item', 'search'),
  h('label', {}, 'Within', h('select', { name: 'window' }, ['7', '30'].map((days) =>
    h('option', { value: days, selected: days === asked.window }, `${days} days`)))),
  field('size', 'People', 'number', { min: 1, max: 1000 }),
  h('button', { type: 'submit' }, 'Show'));
}

function people(told, asked) {
  const all = told.people;
  const rules = [told.rule && h('p', {}, told.rule), ready(told.rules ?? {})];
  if (all.length === 0) {
    return [empty('Nobody is in it. Segments are made after a training, from shoppers with '
      + 'events: train a model first, or ask for another one.'), rules];
  }
  const save = () => {
    download(`segment-${asked.name || 'likeliest'}.csv`, csv([COLUMNS, ...all.map((one) =>
      COLUMNS.map((name) => flat(one[name])))]));
    say(`${all.length} people saved as CSV.`);
  };
  const columns = COLUMNS.filter((name) => all.some((one) => one[name] !== undefined));
  return [
    h('p', {}, h('data', { value: all.length }, whole(all.length)), ' of ',
      h('data', { value: told.matching }, whole(told.matching)), ' people, by pseudonym. '
      + 'The shop\'s own ids come from ./tidemark segments --users FILE.'),
    rules,
    h('p', {}, h('button', { type: 'button', click: save }, 'Save as CSV')),
    table('People of the segment', columns.map((name) => ({ name: HEADINGS[name],
      number: typeof all[0][name] === 'number' })),
    all.map((one) => columns.map((name) => shown(name, one[name])))),
  ];
}

function ready(rules) {
  const names = Object.keys(rules);
  return names.length > 0 && h('details', {}, h('summary', {}, 'Rules of the ready-made groups'),
    h('ul', {}, names.map((name) => h('li', {}, `${READY[name] ?? name}: ${rules[name]}`))));
}

const flat = (value) => (Array.isArray(value) ? value.join('; ') : value);

function shown(name, value) {
  if (typeof value !== 'number') {
    return flat(value) ?? '-';
  }
  return h('data', { value }, name === 'probability' ? percent(value) : fixed(value, 2));
}
