import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { projectDirectory } from './project-directory.ts';
import { isPublicPath } from './shared-request.js';

/** Whose answers depend on who asks, change something, or are never the same twice. */
const NEVER_KEPT = [
  '/alerts/[incident]/[act]',
  '/api/[...rest]',
  '/api/auth/callback/github',
  '/api/session',
  '/api/webhooks/github',
  '/healthz',
  '/settings',
  '/setup',
  '/sign-in',
  '/sign-out',
  '/status/poll-now',
  '/subscribe/ask',
  '/subscribe/confirm',
  '/subscribe/show',
  '/subscriptions',
  '/unsubscribe',
];

const EXAMPLES: Readonly<Record<string, string>> = { '[incident]': '01JZX000000000000000000001' };

test('of every page and answer it is decided whether it may be kept', async () => {
  const files = await readdir(join(projectDirectory, 'app'), { recursive: true });
  const routes = files
    .filter((path) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(path))
    .map((path) => `/${path.replace(/\/?(page|route)\.tsx?$/, '')}`);
  expect(routes.length).toBeGreaterThan(50);
  for (const route of routes) {
    const isPersonal = NEVER_KEPT.some((path) => route === path || route.startsWith(`${path}/`));
    const example = route.replaceAll(/\[[^/]*\]/g, (part) => EXAMPLES[part] ?? 'x');
    expect([route, isPublicPath(example)]).toEqual([route, !isPersonal]);
  }
});
