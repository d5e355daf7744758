// A process that makes events as the rules do, to be killed: `node --import tsx lib/testing/produce-transitions.ts INCIDENTS EVENTS`.
// It goes on from what is there, so that started again it ends with the same number.
import { openDatabase } from '#lib/db/prisma-client.ts';
import { crashPoint } from '#lib/jobs/crash-point.ts';
import { enqueueDeliver } from '#lib/jobs/enqueue.ts';

import { happen, openIncident } from './delivery-world.ts';

const [incidents = 1, events = 1] = process.argv.slice(2).map(Number);
const database = openDatabase(process.env['DATABASE_URL'] ?? '', { poolSize: 2 });
const port = await database.prisma.port.findFirstOrThrow({
  select: {
    id: true,
    slug: true,
    upstream: { select: { id: true, fullName: true } },
    fork: { select: { id: true, fullName: true } },
  },
});

for (;;) {
  const done = await database.prisma.incidentEvent.count();
  if (done >= events) break;
  const held = await database.prisma.incident.findMany({ orderBy: { id: 'asc' } });
  const incidentId =
    held.length < incidents
      ? await openIncident(database, port, new Date())
      : (held[done % held.length]?.id ?? '');
  crashPoint('before-transaction');
  await happen(database, {
    incidentId,
    port,
    at: new Date(),
    beforeCommit: () => crashPoint('in-transaction'),
  });
  crashPoint('after-transaction');
  await enqueueDeliver(database.prisma);
}
await database.close();
