import { fill, h, say } from './dom.js';
import { address, here } from './router.js';
import { begin, signOut } from './session.js';
import * as start from './views/start.js';
import * as shopper from './views/shopper.js';
import * as items from './views/items.js';
import * as models from './views/models.js';
import * as segments from './views/segments.js';
import * as forecast from './views/forecast.js';
import * as operations from './views/operations.js';

/** By their names in the address. A view has a title and shows itself until its signal aborts. */
const VIEWS = { '': start, shopper, items, models, segments, forecast, operations };

const main = document.getElementById('main');
let leaving = new AbortController();

function show(isFirst) {
  leaving.abort();
  leaving = new AbortController();
  const { view, values } = here();
  const shown = VIEWS[view] ?? start;
  document.title = `${shown.title} - Tidemark`;
  fill(document.getElementById('views'), h('ul', {}, Object.entries(VIEWS).map(([name, each]) =>
    h('li', {}, h('a', { href: address(name), 'aria-current': each === shown && 'page' },
      each.title))),
    signOut() && h('li', {}, h('button', { class: 'secondary', click: signOut() }, 'Sign out'))));
  const heading = h('h1', { tabindex: '-1' }, shown.title);
  const body = h('div', { class: 'view' });
  fill(main, h('div', { class: 'title' }, heading), body);
  if (!isFirst) {
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    say('');
  }
  shown.show(body, values, leaving.signal);
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', () => show(false));

try {
  await begin();
  show(true);
} catch (error) {
  fill(main, h('p', { role: 'alert' }, error.message));
}
