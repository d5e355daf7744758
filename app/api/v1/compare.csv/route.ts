import { answer } from '#app/api/v1/answer.ts';
import { respondUnknownPorts } from '#app/api/v1/find-port.ts';
import { multiplesCsv } from '#app/api/v1/multiples-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { prepareMultiples } from '#components/charts/prepare-multiples.ts';
import { parsePortsChoice } from '#components/compare/ports-choice.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { listPortSeries } from '#lib/db/read/list-port-series.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** What the page of the same query says in its table: "?ports=a,b&metric=lag"; of all ports when none is named. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const query = new URL(request.url).searchParams;
    const { ports, metric } = parsePortsChoice({
      ports: query.getAll('ports'),
      metric: query.get('metric') ?? undefined,
    });
    const db = pageDatabase();
    const known = (await listPortNames(db)).map(({ slug }) => slug);
    const unknown = ports?.filter((slug) => !known.includes(slug)) ?? [];
    if (unknown.length > 0) return respondUnknownPorts(unknown, known);
    const { panels } = prepareMultiples(await listPortSeries(db, ports ?? known), metric);
    return respondCsv(request, multiplesCsv(panels, metric), `ports-${metric}.csv`);
  });
}

export const OPTIONS = respondPreflight;
