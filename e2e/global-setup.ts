// One Postgres with a migrated template for the whole run; e2e/app-test.ts copies it for each scene.
import { openDatabase } from '#lib/db/prisma-client.ts';
import { cloneTemplate, makeTemplate } from '#lib/testing/clone-database.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';

// oxlint-disable-next-line import/no-default-export -- Playwright takes the default export
export default async function setUp(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  await makeTemplate(postgres.url);
  // Workers are started after this and inherit it.
  process.env['TIDEMARK_TEST_POSTGRES_URL'] = postgres.url;
  // 22,000 files: filled once, for all specs that only read it.
  const shipped = await cloneTemplate(postgres.url);
  const database = openDatabase(shipped.url);
  await insertScene(database.prisma, 'shipped', new Date());
  await database.close();
  process.env['TIDEMARK_TEST_SHIPPED_URL'] = shipped.url;
  return () => postgres.stop();
}
