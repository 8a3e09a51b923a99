import { get, post } from '../api.js';
import { fill, h, say } from '../dom.js';
import { fixed, moment, percent, whole } from '../format.js';
import { attempt, load, repeat } from '../load.js';
import { card, control, controlNote, empty, table, tile, tiles } from '../parts.js';
import { hasLocal } from '../session.js';

export const title = 'Operations';

const EVERY = 5000;

export function show(body, values, signal) {
  if (!hasLocal('operations')) {
    fill(body, empty('In AWS, traffic, latency, alarms and dead letters are on the dashboard of '
      + 'CloudWatch that the stack brings.'));
    return;
  }
  const region = h('div');
  fill(body, region);
  const ask = () => get('/local/operations', signal);
  const refresh = () => load(region, 'operations', ask, (told) => overview(told, refresh, signal),
    signal);
  refresh();
  repeat(EVERY, async () => {
    const told = await ask();
    if (!region.contains(document.activeElement)) {
      fill(region, overview(told, refresh, signal));
    }
  }, signal);
}

function overview(told, refresh, signal) {
  return [
    tiles(
      tile('events a minute, by the API', fixed(told.eventsPerMinute, 1), told.eventsPerMinute),
      tile('requests', whole(told.requests), told.requests),
      tile('failed', percent(told.requests === 0 ? 0 : told.failed / told.requests), told.failed),
      tile('set aside', whole(told.deadLetters.length), told.deadLetters.length),
      tile('erased since the start', whole(told.erasures), told.erasures)),
    card(told.minutes === 1 ? 'Routes, this minute' : `Routes, last ${told.minutes} minutes`,
      routes(told.routes)),
    card('Set aside', letters(told.deadLetters, refresh, signal)),
  ];
}

function routes(all) {
  if (all.length === 0) {
    return empty('No request came yet.');
  }
  return table('Requests by route', ['Route',
    ...['Requests', 'Failed', 'p50, ms', 'p99, ms'].map((name) => ({ name, number: true }))],
  all.map((it) => [h('code', {}, it.route), whole(it.requests), whole(it.failed),
    fixed(it.p50Millis, 1), fixed(it.p99Millis, 1)]));
}

function letters(all, refresh, signal) {
  if (all.length === 0) {
    return empty('Nothing was set aside: all that came could be taken in.');
  }
  return [
    table('Messages and files that could not be taken in', ['What', 'When', 'Why'],
      all.map((it) => [it.about, moment(it.at), it.reason])),
    hasLocal('redrive') && [controlNote(), control('Send all again',
      (event) => attempt(event.currentTarget, () => redrive(refresh, signal)))],
  ];
}

async function redrive(refresh, signal) {
  const { sent, left } = await post('/local/redrive', {}, signal);
  say(`Sent again: ${sent}. Left: ${left}.`);
  refresh();
}
