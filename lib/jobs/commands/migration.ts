// Writes the next migration from the difference between prisma/migrations and prisma/schema.prisma.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Command } from 'commander';

import { migrateDatabase, migrationsDirectory, readMigrations } from '#lib/db/migrate.ts';
import { diffSchema } from '#lib/testing/schema-diff.ts';
import { startTestPostgres } from '#lib/testing/test-postgres.ts';

const command = new Command('npm run migration --')
  .description(
    'Write the next migration: what leads from prisma/migrations to prisma/schema.prisma',
  )
  .argument('[name]', 'what it does, e.g. add-alerts')
  .option('--initial', 'replace all migrations by one; for as long as nothing was released')
  .parse();
const isInitial = command.opts<{ initial?: true }>().initial === true;
const [name = isInitial ? 'initial' : ''] = command.args;
if (!/^[a-z][a-z0-9-]*$/.test(name)) {
  command.error('Give a name in small letters, digits and hyphens, e.g. add-alerts.');
}

await mkdir(migrationsDirectory, { recursive: true });
const lockfile =
  '# Prisma reads this: the kind of database the migrations are for.\nprovider = "postgresql"\n';
const present = await readMigrations(migrationsDirectory);
const postgres = await startTestPostgres();
try {
  if (!isInitial) await migrateDatabase(postgres.url);
  const sql = await diffSchema(postgres.url);
  if (sql === null) {
    console.log('Migrations and schema agree: nothing to write.');
  } else {
    if (isInitial) {
      for (const migration of present)
        await rm(join(migrationsDirectory, migration.name), { recursive: true });
    }
    const path = join(
      migrationsDirectory,
      (isInitial ? present[0]?.name : undefined) ?? `${timestamp()}_${name.replaceAll('-', '_')}`,
    );
    await mkdir(path);
    await writeFile(join(path, 'migration.sql'), sql);
    await writeFile(join(migrationsDirectory, 'migration_lock.toml'), lockfile);
    console.log(`Wrote ${join(path, 'migration.sql')}: read it before you commit it.`);
  }
} finally {
  await postgres.stop();
}

function timestamp(): string {
  return new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
