import type { Locator, Page } from '@playwright/test';

import { SCENE_ENDPOINT } from '#lib/testing/scene-endpoint.ts';
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';

/** The panels of the patch chart; charts are drawn when they are near: see e2e/bring-charts.ts. */
export function patchPanels(page: Page): Locator {
  return page.locator('figure[aria-labelledby="burden-finding"]').getByRole('application');
}

/** One address of every kind of page, over the scene "ports-in-every-state". */
export const pagesOfEveryKind = [
  '/',
  '/?state=behind&sort=lag&order=asc',
  '/?q=nothing-like-it',
  '/ports/lumen',
  '/ports/lumen/forecast',
  '/ports/lumen/backtest',
  '/ports/lumen/badges',
  '/ports/drift',
  '/ports/fallow?releases=first&subsystem=os',
  '/ports/fresh',
  '/ports/lumen/go1.22.0',
  '/ports/lumen/go1.21.9',
  '/alerts',
  '/status',
  '/sign-in',
  '/setup/nothing',
  '/method',
  '/api',
  '/ports/lumen/go1.99',
  '/nowhere',
] as const;

/** The same over the scene "incidents". */
export const pagesOfIncidents = [
  '/alerts',
  '/alerts?state=all',
  '/alerts?kind=behind&port=lumen',
  '/subscribe',
  '/subscribe?port=lumen&notice=address',
  '/subscribe/confirm/x',
  '/subscriptions/x',
  `/alerts/${sceneIncidents.conflict}`,
  `/alerts/${sceneIncidents.past}`,
  `/alerts/${sceneIncidents.exposed}`,
  `/alerts/${sceneIncidents.flapping}`,
  '/ports/drift',
] as const;

/** For an administrator, over the same scene with an endpoint (lib/testing/scene-endpoint.ts). */
export const pagesOfSettings = [
  '/settings',
  '/settings/endpoints',
  `/settings/endpoints/${SCENE_ENDPOINT}`,
  '/settings/people',
  '/settings/hosts',
  '/settings/audit',
] as const;
