// Stands between a program and Postgres, and counts what is asked: https://www.postgresql.org/docs/current/protocol-message-formats.html
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface QueryCounter {
  /** Of the same database, by way of the counter. */
  readonly url: string;
  /** Queries since it began. */
  count(): number;
  stop(): Promise<void>;
}

const EXECUTE = 'E'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);

export async function startQueryCounter(databaseUrl: string): Promise<QueryCounter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let queries = 0;
  const server = createServer((client) => {
    const postgres = connect(Number(target.port), target.hostname);
    const countTypes = messageReader((type) => {
      if (type === EXECUTE || type === QUERY) queries += 1;
    });
    client.on('data', countTypes);
    for (const [from, to] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    count: () => queries,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Reads the types of the messages of one connection, of which the first has none: a length of four bytes, the length among them. */
function messageReader(onType: (type: number) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  let typeBytes = 0;
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= typeBytes + 4) {
      const end = typeBytes + held.readUInt32BE(typeBytes);
      if (held.length < end) return;
      if (typeBytes === 1) onType(held.readUInt8(0));
      held = held.subarray(end);
      typeBytes = 1;
    }
  };
}
