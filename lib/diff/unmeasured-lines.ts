// How lines are stored that could not be counted: no number, and the reason.

export interface UnmeasuredLines {
  readonly insertions: null;
  readonly deletions: null;
  readonly unmeasuredReason: string;
}

/** Of a path one version of which the mirror left out. */
export function unmeasuredLines(missingOid: string): UnmeasuredLines {
  return {
    insertions: null,
    deletions: null,
    unmeasuredReason: `The mirror does not hold blob ${missingOid}, so its lines cannot be counted.`,
  };
}
