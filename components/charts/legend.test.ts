import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { burdenLegend } from './burden-legend.ts';
import { mostLegendEntries, seriesClass } from './legend.ts';
import { CLASSES } from './palette.ts';

test('what is drawn names the places of its entries, and of no others', () => {
  const legend = burdenLegend(CLASSES);
  expect(seriesClass(legend, 'runtime', 'first')).toBe('series series-0 series-7');
  expect(seriesClass(legend, 'nothing')).toBe('series');
});

test('the stylesheet has a rule for each place that a legend may have, and no legend has more', async () => {
  const css = await readFile(
    fileURLToPath(new URL('../../app/globals.css', import.meta.url)),
    'utf8',
  );
  const places = [...css.matchAll(/\.highlights-(\d+) \.series:not\(\.series-(\d+)\)/g)];
  expect(places.map(([, at, of]) => [Number(at), Number(of)])).toEqual(
    Array.from({ length: mostLegendEntries }, (_, index) => [index, index]),
  );
  expect(burdenLegend(CLASSES).length).toBeLessThanOrEqual(mostLegendEntries);
});
