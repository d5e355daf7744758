import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';

import { type ClonedDatabase, createEmptyDatabase } from '#lib/testing/clone-database.ts';
import { diagnoseLedger, diffSchema } from '#lib/testing/schema-diff.ts';

import { migrateDatabase, migrationsDirectory, readMigrations } from './migrate.ts';

let empty: ClonedDatabase;
let directory: string;

beforeEach(async () => {
  empty = await createEmptyDatabase(inject('postgresUrl'));
  directory = await mkdtemp(join(tmpdir(), 'tidemark-migrations-'));
});

afterEach(async () => {
  await empty.drop();
  await rm(directory, { recursive: true });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name));
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: empty.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('the migrations of this program', () => {
  test('make exactly what prisma/schema.prisma says', async () => {
    await migrateDatabase(empty.url);
    expect(await diffSchema(empty.url)).toBeNull();
  });

  test('a table that the schema lacks is noticed', async () => {
    await migrateDatabase(empty.url);
    await query('CREATE TABLE stray (id int PRIMARY KEY)');
    expect(await diffSchema(empty.url)).toContain('DROP TABLE "stray"');
  });

  test('leave a ledger that Prisma takes for its own', async () => {
    await migrateDatabase(empty.url);
    const diagnosis = await diagnoseLedger(empty.url, await readMigrations(migrationsDirectory));
    expect(diagnosis).toMatchObject({
      hasMigrationsTable: true,
      history: null,
      editedMigrationNames: [],
      failedMigrationNames: [],
    });
  });
});

describe('migrating', () => {
  test('applies in the order of names, and once', async () => {
    await addMigration('2_second', 'ALTER TABLE a ADD COLUMN n int; INSERT INTO a VALUES (1)');
    await addMigration('1_first', 'CREATE TABLE a ()');
    expect(await migrateDatabase(empty.url, directory)).toEqual({
      applied: ['1_first', '2_second'],
    });
    expect(await migrateDatabase(empty.url, directory)).toEqual({ applied: [] });
    expect(await query('SELECT count(*)::int AS n FROM a')).toEqual([{ n: 1 }]);
  });

  test('by several at a time applies once', async () => {
    await addMigration('1_first', 'CREATE TABLE a (); SELECT pg_sleep(0.2)');
    const results = await Promise.all(
      Array.from({ length: 4 }, () => migrateDatabase(empty.url, directory)),
    );
    expect(results.flatMap((result) => result.applied)).toEqual(['1_first']);
  });

  test('that fails in the middle changes nothing, and keeps what came before', async () => {
    await addMigration('1_first', 'CREATE TABLE a ()');
    await addMigration('2_bad', 'CREATE TABLE b (); SELECT no_such_column');
    await expect(migrateDatabase(empty.url, directory)).rejects.toThrow(
      /Migration 2_bad could not be applied and changed nothing: column "no_such_column"/,
    );
    expect(await query("SELECT to_regclass('a') AS a, to_regclass('b') AS b")).toEqual([
      { a: 'a', b: null },
    ]);
    await writeFile(join(directory, '2_bad', 'migration.sql'), 'CREATE TABLE b ()');
    expect(await migrateDatabase(empty.url, directory)).toEqual({ applied: ['2_bad'] });
  });

  test('refuses a migration that was edited after it was applied', async () => {
    await cp(migrationsDirectory, directory, { recursive: true });
    await migrateDatabase(empty.url, directory);
    const [first] = await readMigrations(directory);
    const path = join(directory, first?.name ?? '', 'migration.sql');
    await writeFile(path, `${await readFile(path, 'utf8')}-- edited\n`);
    await expect(migrateDatabase(empty.url, directory)).rejects.toThrow(
      /was edited after this database applied it: restore the file/,
    );
  });

  test('refuses a database that a newer version made', async () => {
    await addMigration('1_first', 'CREATE TABLE a ()');
    await addMigration('2_newer', 'CREATE TABLE b ()');
    await migrateDatabase(empty.url, directory);
    await rm(join(directory, '2_newer'), { recursive: true });
    await expect(migrateDatabase(empty.url, directory)).rejects.toThrow(
      /has migration 2_newer, which this program does not know: a newer version made it/,
    );
  });

  test('refuses a database in which Prisma left a migration half-way', async () => {
    await addMigration('1_first', 'CREATE TABLE a ()');
    await migrateDatabase(empty.url, directory);
    await query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrateDatabase(empty.url, directory)).rejects.toThrow(/1_first failed half-way/);
  });
});
