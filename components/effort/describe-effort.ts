// Puts what the effort panels show into one sentence, with the numbers that they have.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import type { EffortPoint } from './prepare-effort.ts';

/** A sentence without a full stop. */
export function describeEffort(
  points: readonly EffortPoint[],
  subsystem: Subsystem | null,
): string {
  const measured = points.flatMap(({ isFirst, measure }) =>
    measure === null ? [] : [{ isFirst, ...measure }],
  );
  if (measured.length === 0) return 'No step from one rebase to the next is measured yet';
  const where = subsystem === null ? '' : ` in ${subsystem}`;
  const firsts = measured.filter(({ isFirst }) => isFirst).map(({ adaptation }) => adaptation);
  const patches = measured.filter(({ isFirst }) => !isFirst).map(({ adaptation }) => adaptation);
  const parts = [
    ...(patches.length === 0 ? [] : [describePatches(patches, where)]),
    ...(firsts.length === 0 ? [] : [describeFirsts(firsts, patches.length === 0 ? where : '')]),
  ];
  return capitalize(parts.join('; '));
}

function describePatches(lines: readonly number[], where: string): string {
  const free = lines.filter((each) => each === 0).length;
  return free === lines.length
    ? `No patch release cost any adaptation${where}`
    : `${formatCount(free)} of ${formatPlural(lines.length, 'patch release')} cost no adaptation${where}`;
}

function describeFirsts(lines: readonly number[], where: string): string {
  const least = Math.min(...lines);
  const most = Math.max(...lines);
  const range =
    least === most
      ? formatPlural(least, 'line')
      : `${formatCount(least)} to ${formatCount(most)} lines`;
  const which = lines.length === 1 ? 'the new release line' : 'each new release line';
  return `${which}${where} cost ${range}`;
}
