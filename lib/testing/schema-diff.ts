// Compares the migrations with prisma/schema.prisma through Prisma's own schema engine, in its WebAssembly build:
// the native one would have to be downloaded.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

import { Pool, type QueryArrayConfig } from 'pg';

import { type Migration, migrationsDirectory } from '#lib/db/migrate.ts';

const schemaPath = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

/**
 * The SQL that leads from what a database holds to what prisma/schema.prisma says; null when they agree. Tables that
 * the schema does not speak of, such as the queue's, live in schemas of their own and do not count.
 */
export async function diffSchema(url: string): Promise<string | null> {
  const schema = { files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }] };
  return withEngine(url, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      // What the adapter is connected to.
      from: { tag: 'schemaDatasource', configDir: dirname(schemaPath), ...schema },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? null : (stdout ?? '');
  });
}

/** What Prisma itself thinks of the ledger in a database: migrations edited since, failed, not applied yet. */
export async function diagnoseLedger(url: string, migrations: readonly Migration[]) {
  return withEngine(url, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: migrationsDirectory,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
}

async function withEngine<Result>(
  url: string,
  act: (engine: engineModule.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  // Once a process: the bindings hold the state of one instance.
  await (loading ??= loadEngine());
  const pool = new Pool({ connectionString: url });
  // `pool.end` does not wait for the connections to close: whoever stops Postgres next would end the process with their error.
  pool.on('error', () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool));
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
  try {
    return await act(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

// The engine's own queries ask for Postgres' internal type "char", which the adapter does not know. So it is called
// uuid, which those queries never ask for, on the way to the adapter, and "character" on the way from it to the engine.
const charOid = 18;
const uuidOid = 2950;

function withCharCalledUuid(pool: Pool): Pool {
  return new Proxy(pool, {
    get(target, key) {
      if (key !== 'query') return Reflect.get(target, key);
      return async (config: QueryArrayConfig) => {
        const result = await target.query(config);
        for (const field of result.fields) {
          if (field.dataTypeID === charOid) field.dataTypeID = uuidOid;
        }
        return result;
      };
    },
  });
}

function adapterFor(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(withCharCalledUuid(pool));
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query);
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      return adapter;
    },
  };
}

let loading: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': { ...engineModule },
  });
  // The names are wasm-bindgen's: hand the instance over, then let it set itself up.
  const { __wbg_set_wasm: handOver } = engineModule;
  handOver(instance.exports);
  callExport(instance.exports, '__wbindgen_start');
}

function callExport(exports: WebAssembly.Exports, name: string): void {
  const run = exports[name];
  if (typeof run !== 'function') throw new Error(`The schema engine exports no ${name}.`);
  run();
}
