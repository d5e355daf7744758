// Decides which scores of the silent risks are shown: of all rules together, and of each by itself.
import type { SilentBacktest } from '#lib/domain/silent-backtest.ts';
import { SILENT_RISK_RULES } from '#lib/domain/silent-risk.ts';

const labels = new Map<string, string>(SILENT_RISK_RULES.map(({ id, label }) => [id, label]));

export interface SilentRow {
  readonly name: string;
  /** Files that merged cleanly and that people had to touch. */
  readonly actual: number;
  /** Of these, the files that were named. */
  readonly hit: number;
  /** Files that were named and that nobody had to touch. */
  readonly inVain: number;
}

export function silentRows({ all, withoutGoosMove }: SilentBacktest): readonly SilentRow[] {
  return [
    { name: 'all rules', actual: all.actual, hit: all.hit, inVain: all.false.length },
    {
      name: 'all rules, without go1.18’s move of zgoos_*',
      actual: withoutGoosMove.actual,
      hit: withoutGoosMove.hit,
      inVain: withoutGoosMove.false.length,
    },
    ...all.rules.map(({ rule, hit, false: inVain }) => ({
      name: `the rule “${labels.get(rule) ?? rule}” alone`,
      actual: all.actual,
      hit,
      inVain,
    })),
  ];
}
