// Asks axe-core what it finds wrong with a page as it stands, by every level of WCAG and by its own advice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { JSHandle, Page } from '@playwright/test';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axePath, 'utf8');
const levels = [
  'wcag2a',
  'wcag2aa',
  'wcag2aaa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

/** The rules that a theme can break: it changes colours and nothing else. */
const colourRules = ['color-contrast-enhanced', 'link-in-text-block'];

/** One text for each finding; none is as it should be. */
export async function findWithAxe(page: Page): Promise<readonly string[]> {
  await putAxe(page);
  return page.evaluate(runAxe, { runOnly: { type: 'tag', values: levels }, among: null });
}

/** What it finds wrong with the colours of some elements. */
export async function findColoursWithAxe(
  page: Page,
  among: JSHandle<readonly Element[]>,
): Promise<readonly string[]> {
  await putAxe(page);
  return page.evaluate(runAxe, { runOnly: { type: 'rule', values: colourRules }, among });
}

const prepared = new WeakSet<Page>();

/** Into this document, and into each that comes after it on this page: there the browser need not be sent all of it again. */
async function putAxe(page: Page): Promise<void> {
  if (!prepared.has(page)) {
    prepared.add(page);
    await page.addInitScript(axeSource);
  }
  // Not as a script of the page: its policy may allow none but its own.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
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

async function runAxe({
  runOnly,
  among,
}: {
  readonly runOnly: object;
  readonly among: readonly Element[] | null;
}): Promise<readonly string[]> {
  const { axe } = window as unknown as {
    axe: { run(root: Document | readonly Element[], options: object): Promise<AxeResult> };
  };
  const { violations } = await axe.run(among ?? document, {
    runOnly,
    // The contrast that AAA asks for is more than that of AA, so text is measured once and not twice; axe would leave to the rule
    // of AA what fails that too.
    rules: { 'color-contrast': { enabled: false } },
    checks: {
      'color-contrast-enhanced': {
        options: { contrastRatio: { normal: { minThreshold: 0 }, large: { minThreshold: 0 } } },
      },
    },
    // What passes is not described: that takes as long as looking for what does not.
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
