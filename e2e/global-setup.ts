// One Postgres with a migrated template for the whole run; e2e/app-test.ts copies it for each scene.
import { makeTemplate } from '#lib/testing/clone-database.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';

// oxlint-disable-next-line import/no-default-export -- Playwright takes the default export
export default async function setUp(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  await makeTemplate(postgres.url);
  // Workers are started after this and inherit it.
  process.env['TIDEMARK_TEST_POSTGRES_URL'] = postgres.url;
  return () => postgres.stop();
}
