import type { Multiple, Multiples } from '#components/charts/prepare-multiples.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { listSome, listWithAnd, listWithOr } from '#lib/domain/list-words.ts';
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
  if (most.last.value === least.last.value) {
    const value = describeValue(most.last.value, metric);
    return `${nameAll(measured)} each have ${value} at their newest release`;
  }
  const highest = sayValue(measured, most.last.value, metric);
  const lowest = sayValue(measured, least.last.value, metric);
  const has = highest.count === 1 ? 'has the most at its' : 'have the most at their';
  return `${highest.names} ${has} newest release, ${highest.words}; ${lowest.names} the least, ${lowest.words}`;
}

/** More than a sentence has room for are counted. */
const mostNames = 3;

function nameAll(panels: readonly Pick<Multiple, 'name'>[]): string {
  return listSome(
    panels.map(({ name }) => name),
    mostNames,
  );
}

/** Whose newest value it is. */
function sayValue(panels: readonly Multiple[], value: number, metric: ComparedMetric) {
  const equals = panels.filter(({ last }) => last?.value === value);
  const [one] = equals;
  const where = equals.length === 1 ? `at ${one?.last?.release}` : 'each';
  return {
    count: equals.length,
    names: nameAll(equals),
    words: `${describeValue(value, metric)} ${where}`,
  };
}

/** One panel, for those who do not see it. */
export function describePanel({ name, first, last, highest }: Multiple, metric: ComparedMetric) {
  if (first === null || last === null || highest === null) return `${name}: not measured`;
  return `${name}: from ${describeValue(first.value, metric)} at ${first.release} to ${describeValue(last.value, metric)} at ${last.release}, at most ${describeValue(highest.value, metric)} at ${highest.release}`;
}

/** Why a port has no value. Null: it has. */
export function describeMissing({ missing }: Pick<Multiple, 'missing'>): string | null {
  switch (missing) {
    case 'rebases':
      return 'No rebase of it has been found yet.';
    case 'numbers':
      return 'Nothing of it is measured yet.';
    case null:
      return null;
    default:
      return assertNever(missing);
  }
}

/** What there is to say of the ports that were asked for: each that is not drawn is named, with why and what to do. Null: nothing. */
export function describeChoice({
  unknown,
  panels,
  left,
  known,
}: {
  readonly unknown: readonly string[];
  readonly panels: readonly Pick<Multiple, 'name' | 'missing'>[];
  /** Names of those for which there is no room, where they were asked for by name; else how many they are. */
  readonly left: readonly string[] | number;
  /** Ports that there are. */
  readonly known: number;
}): string | null {
  const namesOf = (missing: Multiple['missing']) =>
    panels.filter((panel) => panel.missing === missing).map(({ name }) => name);
  const sentences = [
    describeUnknown(unknown),
    describeLeft(left, panels.length),
    describePages(namesOf('rebases'), {
      why: (names) => `No rebase of ${listWithOr(names)} has been found yet`,
      what: 'what is looked for',
    }),
    describePages(namesOf('numbers'), {
      why: (names) => `Of ${listWithAnd(names)} nothing of this is measured yet`,
      what: 'why',
    }),
    describeAlone({ drawn: namesOf(null), shown: panels.length, known }),
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

function describeUnknown(slugs: readonly string[]): string | null {
  if (slugs.length === 0) return null;
  return `There is no port ${slugs.map((slug) => `“${slug}”`).join(', nor ')}: choose from those above.`;
}

function describeLeft(left: readonly string[] | number, shown: number): string | null {
  if (typeof left === 'number') {
    return left === 0
      ? null
      : `The first ${shown} of ${shown + left} ports are shown: take some away above to see others.`;
  }
  if (left.length === 0) return null;
  return `There is room for ${shown} ports, and none for ${listWithAnd(left)}: take others away above.`;
}

function describePages(
  names: readonly string[],
  say: { readonly why: (names: readonly string[]) => string; readonly what: string },
): string | null {
  if (names.length === 0) return null;
  return `${say.why(names)}: ${names.length === 1 ? 'its page says' : 'their pages say'} ${say.what}.`;
}

function describeAlone({
  drawn,
  shown,
  known,
}: {
  readonly drawn: readonly string[];
  readonly shown: number;
  readonly known: number;
}): string | null {
  if (drawn.length !== 1) return null;
  if (known === 1) {
    return `${drawn[0]} is the only port that is followed here; name another in prisma/ports.json to compare them.`;
  }
  return shown === known
    ? `There is nothing to compare ${drawn[0]} with yet.`
    : `${drawn[0]} alone is drawn: choose another above to compare it with.`;
}
