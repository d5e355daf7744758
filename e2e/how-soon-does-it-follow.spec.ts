// How soon does the port follow upstream's releases? On the recorded history of tamago.
import { expect, readingTest as test } from './app-test.ts';
import { barsOf, bringCharts } from './bring-charts.ts';

test.use({ scene: 'shipped' });

test('the lag of each release is drawn, says its dates, and is that of the table', async ({
  page,
}) => {
  await page.goto('/ports/tamago?rows=all');
  await bringCharts(page);
  const figure = page.getByRole('figure', {
    name: /^The median lag of 97 rebases is \d+ days/,
  });
  expect(await barsOf(figure)).toHaveLength(97);
  const rows = page.getByRole('region', { name: 'Rebases, table' }).getByRole('row');
  const days = await rows.evaluateAll((all) =>
    all.flatMap((row) => {
      const [published = '', lag = ''] = [...row.querySelectorAll('td')].map(
        (cell) => cell.textContent ?? '',
      );
      return /^\d{4}-/.test(published) ? [Number.parseInt(lag.replace('−', '-'), 10)] : [];
    }),
  );
  expect(days).toHaveLength(97);
  const middle = days.toSorted((a, b) => a - b)[48];
  await expect(figure.getByRole('heading')).toHaveText(
    new RegExp(`is ${middle} days; the longest, of go1[.0-9]+, ${Math.max(...days)} days$`),
  );
  const newest = (await barsOf(figure)).at(-1);
  const position = { x: newest?.x ?? 0, y: newest?.bottom ?? 0 };
  await figure.getByRole('application').hover({ position });
  await expect(figure.getByText('2026-02-10')).toBeVisible();
  await expect(figure.getByText('2026-02-11')).toBeVisible();
});

test('a range and first releases only apply to it as well', async ({ page }) => {
  await page.goto('/ports/tamago?from=go1.20&releases=first');
  await bringCharts(page);
  const figure = page.getByRole('figure', { name: /median lag of 7 rebases/ });
  expect(await barsOf(figure)).toHaveLength(7);
});
