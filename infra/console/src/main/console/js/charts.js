import { fill, h } from './dom.js';

const HEIGHT = 260;
const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * Lines over a common axis. What they show also stands in the caption, for those who do not see it.
 *
 * @param {string} caption in words
 * @param {{values: number[], time: boolean, name: string}} x in seconds where it is a time
 * @param {Array<{name, values, colour, scale?, dashed?}>} lines colour = name of a property of CSS
 * @param {Array<{lower, upper, colour}>} bands indices of lines; a line that bounds one has no colour
 * @param {AbortSignal} signal ends it
 */
export function chart(caption, x, lines, bands, signal) {
  const place = h('div', { class: 'plot', 'aria-hidden': 'true' });
  const draw = () => {
    if (place.clientWidth > 0) {
      fill(place);
      new window.uPlot(options(place.clientWidth, x, lines, bands),
        [x.values, ...lines.map((line) => line.values)], place);
    }
  };
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (!place.isConnected) {
      watch.disconnect(); // another one stands in its place
    } else if (place.clientWidth !== width) {
      width = place.clientWidth;
      draw();
    }
  });
  watch.observe(place);
  DARK.addEventListener('change', draw, { signal });
  signal.addEventListener('abort', () => watch.disconnect());
  return h('figure', {}, place, h('figcaption', {}, legend(lines), caption));
}

function legend(lines) {
  return h('span', { class: 'legend' }, lines.filter((line) => line.colour).map((line) =>
    h('span', {}, h('i', { class: line.dashed ? 'dashed' : null,
      css: { color: `var(${line.colour})` } }), line.name)));
}

function options(width, x, lines, bands) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const ink = colour('--quiet');
  const rule = { stroke: colour('--rule'), width: 1 };
  const scales = [...new Set(lines.map((line) => line.scale ?? 'y'))];
  const axis = { stroke: ink, grid: rule, ticks: rule, font: '12px system-ui, sans-serif' };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: x.time } },
    axes: [
      { ...axis, ...x.time ? {} : { incrs: [1, 2, 5, 10, 20, 50, 100] } },
      ...scales.map((scale, i) => ({ ...axis, scale, side: i === 0 ? 3 : 1, size: 52,
        grid: i === 0 ? rule : { show: false } })),
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.name,
        scale: line.scale ?? 'y',
        stroke: line.colour ? colour(line.colour) : 'transparent',
        width: line.colour ? 2 : 0,
        dash: line.dashed ? [6, 4] : [],
        points: { show: line.colour !== undefined && line.values.length < 3 },
      })),
    ],
    bands: bands.map((band) =>
      ({ series: [band.upper + 1, band.lower + 1], fill: colour(band.colour) })),
  };
}
