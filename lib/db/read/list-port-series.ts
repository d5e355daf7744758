import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { MeasurementSource } from '#lib/domain/measurement-source.ts';
import type { PortSeries, SeriesPoint } from '#lib/domain/port-series.ts';

import { toRevisionSource } from './revision-source.ts';

type SeriesRow = SeriesPoint['values'] &
  Parameters<typeof toRevisionSource>[0] & {
    readonly slug: string;
    readonly name: string;
    readonly order: number;
    /** Null: the port has no rebase, and nothing else of the row means anything. */
    readonly release: string | null;
  };

/** What the ports named cost at each release they have followed; a port without any has no points, and one that does not exist is left out. One question. */
export async function listPortSeries(
  db: DatabaseClient,
  slugs: readonly string[],
): Promise<readonly PortSeries[]> {
  // The step to a rebase is chosen as in list-step-transitions.ts.
  const rows = await db.$queryRaw<readonly SeriesRow[]>`
    SELECT p.slug, p.name, b.release, b."order", n.files, b."lagDays" AS lag,
      n.source, n."measuredAt", n."recordedAt", n."recordedFrom",
      n.insertions + n.deletions AS patch, n."touchInsertions" + n."touchDeletions" AS touched,
      step."conflictedFiles" AS conflicts, step.adaptation
    FROM port p
    LEFT JOIN (
      rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"
    ) ON b."portId" = p.id AND b."deletedAt" IS NULL
    LEFT JOIN LATERAL (
      SELECT r."conflictedFiles", t.adaptation
      FROM transition t
      JOIN rehearsal r ON r.id = t."rehearsalId"
      JOIN revision f ON f.id = t."fromRevisionId" AND f."isNewest"
      JOIN rebase before ON before.id = f."rebaseId" AND before."deletedAt" IS NULL
      WHERE t."toRevisionId" = n.id
      ORDER BY before."order" DESC
      LIMIT 1
    ) step ON true
    WHERE p.slug = ANY(${[...slugs]}::text[])
    ORDER BY p.name, p.slug, b."order", b.release`;
  const ports = new Map<
    string,
    { name: string; points: SeriesPoint[]; sources: MeasurementSource[] }
  >();
  for (const { slug, name, source, measuredAt, recordedAt, recordedFrom, ...point } of rows) {
    const { release, order, ...values } = point;
    const port = ports.get(slug) ?? { name, points: [], sources: [] };
    ports.set(slug, port);
    if (release === null) continue;
    port.points.push({ release, order, values });
    port.sources.push(toRevisionSource({ source, measuredAt, recordedAt, recordedFrom }));
  }
  return [...ports].map(([slug, port]) => ({ slug, ...port }));
}
