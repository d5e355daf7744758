import type { Multiple, Multiples } from '#components/charts/prepare-multiples.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import type { ComparedMetric } from '#lib/domain/port-series.ts';

import { metricWords } from './metric-words.ts';

export function describeValue(value: number, metric: ComparedMetric): string {
  return formatPlural(value, ...metricWords[metric].unit);
}

/** The finding of the whole, in one sentence. */
export function describeMultiples({ panels }: Multiples, metric: ComparedMetric): string {
  const measured = panels.filter(({ last }) => last !== null);
  const [most] = measured;
  const least = measured.at(-1);
  if (!most?.last || !least?.last) return 'Nothing of it is measured yet';
  const newest = `${describeValue(most.last.value, metric)} at ${most.last.release}`;
  if (most === least) return `${most.name}: ${newest}`;
  return `${most.name} has the most at its newest release, ${newest}; ${least.name} the least, ${describeValue(least.last.value, metric)} at ${least.last.release}`;
}

/** One panel, for those who do not see it. */
export function describePanel({ name, first, last, highest }: Multiple, metric: ComparedMetric) {
  if (first === null || last === null || highest === null) return `${name}: not measured`;
  return `${name}: from ${describeValue(first.value, metric)} at ${first.release} to ${describeValue(last.value, metric)} at ${last.release}, at most ${describeValue(highest.value, metric)} at ${highest.release}`;
}

/** What there is to say of the ports that were asked for and those that are shown. Null: nothing. */
export function describeChoice({
  unknown,
  shown,
  wanted,
  known,
}: {
  readonly unknown: readonly string[];
  readonly shown: number;
  readonly wanted: number;
  /** Ports that there are. */
  readonly known: number;
}): string | null {
  const sentences = [
    ...(unknown.length === 0
      ? []
      : [`There is no port ${unknown.map((slug) => `“${slug}”`).join(', ')}.`]),
    ...(shown < wanted ? [`The first ${shown} of ${wanted} ports are shown.`] : []),
    ...(shown === 1
      ? [
          known === 1
            ? 'It is the only port that is followed here; name another in prisma/ports.json to compare them.'
            : 'One port alone is shown: choose another above to compare them.',
        ]
      : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
