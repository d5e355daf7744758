import { expect, type JSHandle, type Page } from '@playwright/test';

import { bringCharts } from './bring-charts.ts';
import { findColoursWithAxe, findWithAxe } from './find-with-axe.ts';

/**
 * Expects that axe finds nothing wrong on the narrowest screen in the dark theme and on the widest in the light one, nor with the
 * colours of what only the one or the other shows in the other theme; that nothing overflows on those or between them; and that
 * no value was lost on its way. `arrive` comes before each of the two, and `leave` after axe has looked at it.
 */
export async function expectReadable(
  page: Page,
  {
    arrive = () => Promise.resolve(),
    leave = () => Promise.resolve(),
  }: { readonly arrive?: () => Promise<void>; readonly leave?: () => Promise<void> } = {},
): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 900 });
  await arrive();
  await bringCharts(page);
  expect(await findWithAxe(page)).toEqual([]);
  await leave();
  await expectWhole(page);
  const ofNarrow = await findShown(page);

  await page.setViewportSize({ width: 768, height: 900 });
  await expectWhole(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await expectColours(page, ofNarrow);
  await page.emulateMedia({ colorScheme: 'light' });
  await arrive();
  await bringCharts(page);
  expect(await findWithAxe(page)).toEqual([]);
  await leave();
  await expectWhole(page);
  const ofWide = await findShown(page);

  await page.setViewportSize({ width: 390, height: 900 });
  await expectColours(page, ofWide);
}

async function expectWhole(page: Page): Promise<void> {
  const measured = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    text: document.body.innerText,
  }));
  expect(measured.overflow).toBeLessThanOrEqual(0);
  expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
}

/** The elements with text that the page shows as it stands. */
function findShown(page: Page): Promise<JSHandle<ReadonlySet<Element>>> {
  return page.evaluateHandle(() => {
    const shown = [...document.body.querySelectorAll('*')].filter((element) =>
      element.checkVisibility({ visibilityProperty: true }),
    );
    return new Set(
      shown.filter(({ childNodes }) =>
        [...childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
      ),
    );
  });
}

/** Expects the colours to be right of what was not shown before. */
async function expectColours(page: Page, before: JSHandle<ReadonlySet<Element>>): Promise<void> {
  const shown = await findShown(page);
  const added = await page.evaluateHandle(
    (sets) => [...sets.shown].filter((element) => !sets.before.has(element)),
    { shown, before },
  );
  const isEmpty = await added.evaluate((elements) => elements.length === 0);
  if (!isEmpty) expect(await findColoursWithAxe(page, added)).toEqual([]);
}
