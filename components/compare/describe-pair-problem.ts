import type { PairSide } from '#lib/domain/release-pair.ts';

/** Why two releases of a port cannot be compared, in a sentence. Null: they can. */
export function describePairProblem(name: string, from: PairSide, to: PairSide): string | null {
  if (from.kind === 'measured' && to.kind === 'measured') {
    return from.release === to.release
      ? `Both are ${to.release}: choose two different releases.`
      : null;
  }
  const missing = [from, to].flatMap((side) =>
    side.kind === 'unknown' && side.wanted !== null ? [`“${side.wanted}”`] : [],
  );
  if (missing.length > 0) return `${name} has no rebase on ${missing.join(' or ')}.`;
  for (const side of [from, to]) {
    if (side.kind === 'unmeasured') return `${side.release} is not measured: ${side.reason}`;
  }
  return `It takes two rebases of ${name} that are measured.`;
}
