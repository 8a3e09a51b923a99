import { get, queryOf } from '../api.js';
import { chart } from '../charts.js';
import { h } from '../dom.js';
import { fixed, percent } from '../format.js';
import { load } from '../load.js';
import { card, table, tile, tiles } from '../parts.js';

/** Weeks of the past that are drawn. */
const PAST = 52;

/**
 * What was sold by week and what will be, with intervals.
 *
 * @param {{item?, category?, weeks?, leadTime?, serviceLevel?}} asked
 */
export function demand(region, asked, signal) {
  load(region, 'the forecast', () => get(`/v1/forecast${queryOf(asked)}`, signal),
    (told) => shown(told, signal), signal);
}

const figure = (value) => h('data', { value }, fixed(value, 1));

function shown(told, signal) {
  const past = (told.history ?? []).slice(-PAST);
  const next = told.weeks[0];
  const { reorder, comparison = [] } = told;
  return [
    tiles(
      next && tile(`pieces in the week of ${next.week}`, fixed(next.mean, 1), next.mean),
      next && tile('80 of 100 times between',
        [figure(next.low80), ' and ', figure(next.high80)]),
      reorder && tile(`reorder at, for ${reorder.leadTimeWeeks} weeks`, fixed(reorder.point, 1),
        reorder.point)),
    plot(told, past, signal),
    h('p', { class: 'quiet' }, `Method: ${told.method}, as of ${told.asOf}. ${told.note ?? ''} `,
      told.level === 'item' && comparison.length === 0
        && 'Its demand is a part of its category\'s, of which methods are compared.'),
    h('details', {}, h('summary', {}, 'The weeks as a table'), table('Forecast by week',
      ['Week', ...['Mean', '80 % from', 'to', '95 % from', 'to'].map((name) =>
        ({ name, number: true }))],
      told.weeks.map((it) => [it.week, ...[it.mean, it.low80, it.high80, it.low95, it.high95]
        .map(figure)]))),
    comparison.length > 0 && h('details', {}, h('summary', {}, 'How methods did before'),
      table('Error of each method in earlier weeks, in percent of what was sold (WAPE)',
        ['Method', { name: 'WAPE', number: true }], comparison.map((it) =>
          [it.method, h('data', { value: it.wape }, percent(it.wape))]))),
    past.length > 0 && h('details', {}, h('summary', {}, 'What was sold, as a table'),
      table('Sold by week', ['Week', { name: 'Sold', number: true }],
        past.map((it) => [it.week, h('data', { value: it.sold }, fixed(it.sold, 0))]))),
  ];
}

/** History and forecast share a point, so that the line does not break. */
function plot(told, past, signal) {
  const seconds = (week) => Date.parse(`${week}T00:00:00Z`) / 1000;
  const sold = past.map((it) => it.sold);
  const joint = sold.slice(-1);
  const gap = Array(Math.max(0, past.length - 1)).fill(null);
  const ahead = (name) => [...gap, ...joint, ...told.weeks.map((it) => it[name])];
  const none = Array(told.weeks.length).fill(null);
  const last = told.weeks.at(-1);
  return chart(
    `${told.weeks.length} weeks ahead, the last one ${fixed(last.mean, 1)} `
      + `(95 of 100 times between ${fixed(last.low95, 1)} and ${fixed(last.high95, 1)}).`,
    { values: [...past, ...told.weeks].map((it) => seconds(it.week)), time: true, name: 'week' },
    [
      { name: 'sold', values: [...sold, ...none], colour: '--ink' },
      { name: 'forecast', values: ahead('mean'), colour: '--long', dashed: true },
      { name: '95 % low', values: ahead('low95') },
      { name: '95 % high', values: ahead('high95') },
      { name: '80 % low', values: ahead('low80') },
      { name: '80 % high', values: ahead('high80') },
    ],
    [{ lower: 2, upper: 3, colour: '--band' }, { lower: 4, upper: 5, colour: '--band' }], signal);
}

/** The same with a heading. */
export function demandCard(name, asked, signal) {
  const region = h('div');
  const made = card(name, region);
  demand(region, asked, signal);
  return made;
}
