// Runs once around a run of vitest: one Postgres with the migrated template that lib/testing/template-database.ts copies.
import type { TestProject } from 'vitest/node';

import { makeTemplate } from './clone-database.ts';
import { startTestPostgres } from './test-postgres.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
