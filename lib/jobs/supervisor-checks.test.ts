import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { afterEach, describe, expect, inject, test } from 'vitest';

import {
  findDatabaseProblem,
  findGitProblem,
  findPortProblem,
  maskPassword,
} from './supervisor-checks.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that takes connections and says nothing. */
async function listen(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

test('the git of this machine will do', async () => {
  expect(await findGitProblem()).toBeNull();
});

describe('the port', () => {
  test('that is free is no problem', async () => {
    expect(await findPortProblem('127.0.0.1', await findUnused())).toBeNull();
  });

  test('that another program has is named, with another to take', async () => {
    const port = await listen();
    expect(await findPortProblem('127.0.0.1', port)).toBe(
      `Port ${port} is taken by another program: end that, or give another port, e.g. PORT=${port + 1}.`,
    );
  });

  test('that becomes free within a moment is no problem', async () => {
    const port = await listen();
    setTimeout(() => servers.splice(0).forEach((server) => server.close()), 500);
    expect(await findPortProblem('127.0.0.1', port)).toBeNull();
  });

  test('on an address that is not here is a problem of HOST', async () => {
    expect(await findPortProblem('192.0.2.1', 3000)).toMatch(/^HOST is "192.0.2.1", which is no/);
  });
});

describe('DATABASE_URL', () => {
  test('of a Postgres that answers is no problem', async () => {
    expect(await findDatabaseProblem(inject('postgresUrl'))).toBeNull();
  });

  test('where nobody listens', async () => {
    const url = `postgresql://me:hunter2@127.0.0.1:${await findUnused()}/x`;
    expect(await findDatabaseProblem(url)).toMatch(/cannot be used: connect ECONNREFUSED .*Start/);
  });

  test('where somebody listens and says nothing is given up within seconds', async () => {
    const url = `postgresql://me:hunter2@127.0.0.1:${await listen()}/x`;
    const begin = performance.now();
    expect(await findDatabaseProblem(url)).toContain('cannot be used: no answer within 5 s. Start');
    expect(performance.now() - begin).toBeLessThan(8_000);
  });

  test('with a wrong password', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'hunter2';
    expect(await findDatabaseProblem(url.href)).toContain('password authentication failed');
  });

  test('of a database that is not there', async () => {
    const url = new URL(inject('postgresUrl'));
    url.pathname = '/no_such_database';
    expect(await findDatabaseProblem(url.href)).toContain(
      'database "no_such_database" does not exist',
    );
  });

  test('is never shown with its password', async () => {
    const url = `postgresql://me:hunter2@127.0.0.1:${await findUnused()}/x?password=hunter2`;
    const sentence = await findDatabaseProblem(url);
    expect(sentence).toContain('postgresql://me:***@127.0.0.1');
    expect(sentence).not.toContain('hunter2');
    expect(maskPassword('hunter2')).not.toContain('hunter2');
  });
});

async function findUnused(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}
