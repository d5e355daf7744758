// Can everyone read it: on any width, in both themes, with any assistive technology?
import { createRequire } from 'node:module';

import { expect, test } from './app-test.ts';
import { pagesOfEveryKind, patchPanels } from './pages.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const levels = [
  'wcag2a',
  'wcag2aa',
  'wcag2aaa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport });

      for (const path of pagesOfEveryKind) {
        test(`${path}: axe finds nothing, nothing overflows or jumps`, async ({ page }) => {
          await page.addInitScript(watchLayoutShifts);
          await page.goto(path);
          if (/^\/ports\/lumen(\?|$)/.test(path)) {
            await expect(patchPanels(page).first()).toBeVisible();
          }
          await page.addScriptTag({ path: axePath });
          const findings = await page.evaluate(findWithAxe, levels);
          expect(findings).toEqual([]);
          const measured = await page.evaluate(() => ({
            overflow: document.documentElement.scrollWidth - window.innerWidth,
            text: document.body.innerText,
            shift: Number(document.documentElement.dataset['layoutShift'] ?? 0),
          }));
          expect(measured.overflow).toBeLessThanOrEqual(0);
          expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
          expect(measured.shift).toBeLessThan(0.02);
        });
      }
    });
  }
}

function watchLayoutShifts(): void {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
    }
    document.documentElement.dataset['layoutShift'] = String(sum);
  }).observe({ type: 'layout-shift', buffered: true });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly {
      readonly target: readonly string[];
      readonly failureSummary: string;
    }[];
  }[];
}

async function findWithAxe(values: readonly string[]): Promise<readonly string[]> {
  const { axe } = window as unknown as {
    axe: { run(root: Document, options: object): Promise<AxeResult> };
  };
  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
