// Puts what the burden chart shows into one sentence, with the numbers that the chart has.
import { formatCount, formatPlural, formatSigned } from '#components/ui/format-count.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import type { BurdenPoint } from './prepare-burden.ts';

/** A sentence without a full stop. */
export function describeBurden(
  points: readonly BurdenPoint[],
  subsystem: Subsystem | null,
): string {
  const where = subsystem === null ? '' : `In ${subsystem}, `;
  const measured = points.flatMap(({ release, measure }) =>
    measure === null ? [] : [{ release, lines: measure.touch.lines }],
  );
  const [first] = measured;
  const last = measured.at(-1);
  if (first === undefined || last === undefined) return 'Nothing of this is measured yet';
  const now = `${where}${where === '' ? 'The' : 'the'} port changes ${formatPlural(last.lines, 'line')} of upstream’s files at ${last.release}`;
  if (first === last) return now;
  return `${now}, ${describeChange(first, last)}${describeLargestStep(measured)}`;
}

interface Step {
  readonly release: string;
  readonly lines: number;
}

function describeChange(first: Step, last: Step): string {
  const then = `${formatCount(first.lines)} at ${first.release}`;
  if (last.lines === first.lines) return `as many as at ${first.release}`;
  return last.lines > first.lines ? `up from ${then}` : `down from ${then}`;
}

/** Worth saying among three or more. */
function describeLargestStep(measured: readonly Step[]): string {
  if (measured.length < 3) return '';
  const steps = measured.slice(1).map(({ release, lines }, index) => ({
    release,
    added: lines - (measured[index]?.lines ?? 0),
  }));
  const largest = steps.reduce((a, b) => (b.added > a.added ? b : a));
  return largest.added > 0
    ? `; ${largest.release} added the most (${formatSigned(largest.added)})`
    : '';
}
