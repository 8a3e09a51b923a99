import { fill, h } from '../dom.js';
import { go } from '../router.js';
import { demandCard } from './demand.js';

export const title = 'Forecast';

const LEVELS = { total: 'the whole shop', category: 'a category', item: 'an item' };

export function show(body, values, signal) {
  const level = ['item', 'category'].find((name) => values.get(name)) ?? 'total';
  const id = values.get(level) ?? '';
  const weeks = values.get('weeks') ?? '8';
  fill(body, form(level, id, weeks),
    demandCard(id === '' ? 'The whole shop' : id, { [level]: id, weeks }, signal));
}

function form(level, id, weeks) {
  const which = h('select', { name: 'level' }, Object.entries(LEVELS).map(([value, name]) =>
    h('option', { value, selected: value === level }, name)));
  const name = h('input', { type: 'search', name: 'id', value: id, autocomplete: 'off' });
  const ahead = h('input', { type: 'number', name: 'weeks', value: weeks, min: 1, max: 26 });
  const named = h('label', {}, 'Its category path or id', name);
  const toggle = () => {
    named.hidden = which.value === 'total';
  };
  which.addEventListener('change', toggle);
  toggle();
  return h('form', {
    class: 'fields', submit: (event) => {
      event.preventDefault();
      go('forecast', { ...which.value === 'total' ? {} : { [which.value]: name.value.trim() },
        weeks: ahead.value });
    },
  }, h('label', {}, 'Demand of', which), named, h('label', {}, 'Weeks', ahead),
  h('button', { type: 'submit' }, 'Show'));
}
