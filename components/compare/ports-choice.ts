import { COMPARED_METRICS, type ComparedMetric } from '#lib/domain/port-series.ts';

export interface PortsChoice {
  /** Null: none were named, all are meant. */
  readonly ports: readonly string[] | null;
  readonly metric: ComparedMetric;
}

/** "?ports=a,b", or "?ports=a&ports=b" as a form sends it; a metric that is none counts as the patch. */
export function parsePortsChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): PortsChoice {
  const { ports, metric } = query;
  const named = (typeof ports === 'string' ? [ports] : (ports ?? []))
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return {
    ports: named.length === 0 ? null : [...new Set(named)],
    metric: COMPARED_METRICS.find((each) => each === metric) ?? 'patch',
  };
}

export function portsChoiceUrl(choice: PortsChoice): string {
  return `/compare${portsQuery(choice)}`;
}

/** With its question mark, or empty: for the page and for the API alike. */
export function portsQuery({ ports, metric }: PortsChoice): string {
  const query = [
    ...(ports === null ? [] : [`ports=${ports.map(encodeURIComponent).join(',')}`]),
    ...(metric === 'patch' ? [] : [`metric=${metric}`]),
  ].join('&');
  return query === '' ? '' : `?${query}`;
}
