// Asks axe-core what it finds wrong with a page as it stands, by every level of WCAG and by its own advice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';

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
const colourRules = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

/** One text for each finding; none is as it should be. */
export async function findWithAxe(
  page: Page,
  { coloursOnly = false }: { readonly coloursOnly?: boolean } = {},
): Promise<readonly string[]> {
  // Not as a script of the page: its policy may allow none but its own.
  await page.evaluate(axeSource);
  return page.evaluate(
    runAxe,
    coloursOnly ? { type: 'rule', values: colourRules } : { type: 'tag', values: levels },
  );
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

async function runAxe(runOnly: object): Promise<readonly string[]> {
  const { axe } = window as unknown as {
    axe: { run(root: Document, options: object): Promise<AxeResult> };
  };
  // What passes is not described: that takes as long as looking for what does not.
  const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
