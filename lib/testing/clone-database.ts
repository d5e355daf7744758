// Databases that come and go with a test: the program's migrations run once, into a template, and Postgres copies that.
import { randomUUID } from 'node:crypto';

import { Logger, runMigrations } from 'graphile-worker';
import { Client } from 'pg';

import { migrateDatabase } from '#lib/db/migrate.ts';

const templateName = 'tidemark_template';

/** Once for each Postgres, before `cloneTemplate`. */
export async function makeTemplate(postgresUrl: string): Promise<void> {
  await runAdmin(postgresUrl, `CREATE DATABASE ${templateName}`);
  const url = urlOfDatabase(postgresUrl, templateName);
  await migrateDatabase(url);
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
}

export interface ClonedDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A copy of the template under a name of its own. */
export async function cloneTemplate(postgresUrl: string): Promise<ClonedDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runAdmin(postgresUrl, `CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  return {
    url: urlOfDatabase(postgresUrl, name),
    drop: () => runAdmin(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** An empty database, without any schema. */
export async function createEmptyDatabase(postgresUrl: string): Promise<ClonedDatabase> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await runAdmin(postgresUrl, `CREATE DATABASE ${name}`);
  return {
    url: urlOfDatabase(postgresUrl, name),
    drop: () => runAdmin(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function runAdmin(postgresUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOfDatabase(postgresUrl: string, name: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}
