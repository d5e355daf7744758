import { describeIgnored } from '#lib/domain/ignored-choices.ts';

/** Nothing where every choice that an address makes is one that there is. */
export function IgnoredChoices({
  query,
  known,
}: {
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** What there is to choose, by the name of each term. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}) {
  const sentence = describeIgnored(query, known);
  return sentence === null ? null : (
    <p className="mt-3 max-w-prose text-sm text-muted wrap-anywhere">{sentence}</p>
  );
}
