import { h } from './dom.js';
import { address } from './router.js';
import { refusal } from './session.js';

/** A part of a view with its heading. */
export function card(title, ...children) {
  return h('section', { class: 'card' }, h('h2', {}, title), children);
}

/** A figure and what it is; a machine finds its exact value. */
export function tile(name, text, value) {
  return h('div', { class: 'tile' },
    h('dt', {}, name), h('dd', {}, value === undefined ? text : h('data', { value }, text)));
}

export const tiles = (...all) => h('dl', { class: 'tiles' }, all);

/**
 * A table with headers.
 *
 * @param {string} caption
 * @param {Array<string|{name, number}>} columns `number` = flush right
 * @param {Array<Array>} rows cells; the first of each heads its row
 */
export function table(caption, columns, rows) {
  const numeric = columns.map((column) => (column.number ? 'number' : null));
  return h('div', { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0' },
    h('table', {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, columns.map((column, i) =>
        h('th', { scope: 'col', class: numeric[i] }, column.name ?? column)))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, i) =>
        h(i === 0 ? 'th' : 'td', { scope: i === 0 && 'row', class: numeric[i] }, cell)))))));
}

/** What to do where there is nothing to show. */
export const empty = (...text) => h('p', { class: 'empty' }, text);

/** An item by its title, leading to what is known of it. */
export function itemLink(itemId, title) {
  return h('a', { href: address('items', { id: itemId }) }, title || itemId);
}

/** A button that is disabled, with the reason beside it, for those who may not control. */
export function control(name, act) {
  const reason = refusal();
  const button = h('button', {
    type: 'button', class: 'secondary', disabled: reason !== '', title: reason || null, click: act,
  }, name);
  return button;
}

/** Why the controls nearby are disabled; nothing where they are not. */
export function controlNote() {
  const reason = refusal();
  return reason === '' ? null : h('p', { class: 'quiet' }, reason);
}

/** A form of one search field. */
export function searchForm(label, value, hint, submit) {
  const input = h('input', { type: 'search', name: 'asked', value, placeholder: hint,
    autocomplete: 'off', spellcheck: 'false', 'aria-label': label });
  return h('form', {
    class: 'search', submit: (event) => {
      event.preventDefault();
      submit(input.value.trim());
    },
  }, input, h('button', { type: 'submit' }, 'Show'));
}
