import { performAct } from '#app/perform-act.ts';
import { auditUrl, parseAuditQuery } from '#app/settings/audit/audit-filters.ts';
import { database } from '#lib/db/prisma-client.ts';
import { type AuditFilters, listAudit } from '#lib/db/read/list-audit.ts';

/** The log as filtered, one JSON object a line, newest first. Taking it is an act, and stands in the log itself. */
export async function POST(request: Request): Promise<Response> {
  const { filters } = parseAuditQuery(Object.fromEntries(new URL(request.url).searchParams));
  let isTaken = false;
  const response = await performAct(
    request,
    { act: 'audit-export', page: '/settings/audit' },
    async () => ({
      kind: 'planned',
      subject: { kind: 'installation' },
      target: 'audit log',
      detail: { filters: auditUrl('', filters) },
      run: async () => {
        isTaken = true;
        return { kind: 'done', goTo: '/settings/audit' };
      },
    }),
  );
  if (!isTaken) return response;
  return new Response(streamAudit(filters), {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': 'attachment; filename="tidemark-audit.ndjson"',
      'Cache-Control': 'no-store',
    },
  });
}

const ROWS_AT_A_TIME = 500;

/** Reads on only as fast as it is taken, so that a log of years fits. */
function streamAudit(filters: AuditFilters): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before: string | null = null;
  return new ReadableStream({
    async pull(controller) {
      const db = database().prisma;
      const rows = await listAudit(db, { filters, before, limit: ROWS_AT_A_TIME });
      const last = rows.at(-1);
      if (last === undefined) {
        controller.close();
        return;
      }
      before = last.id;
      controller.enqueue(encoder.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
    },
  });
}
