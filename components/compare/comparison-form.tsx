import { SelectInput } from '#components/ui/select-input.tsx';
import { type ComparedSort, FILE_FATES, type PairChoice } from '#lib/domain/release-pair.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import { fateTitles } from './fate-words.ts';
import type { ComparedChoice, Comparison } from './prepare-comparison.ts';

const orders: readonly { readonly value: ComparedSort; readonly label: string }[] = [
  { value: 'path', label: 'by path' },
  { value: 'from', label: 'most lines before first' },
  { value: 'to', label: 'most lines after first' },
];

/** Which releases, and which of the files; works without scripts, and the whole choice is in the URL. */
export function ComparisonForm({
  action,
  choices,
  pair,
  choice,
  counts,
}: {
  /** Address of the page. */
  readonly action: string;
  readonly choices: readonly PairChoice[];
  readonly pair: { readonly from: string | null; readonly to: string | null };
  readonly choice: ComparedChoice;
  /** Null: there is nothing to choose among yet. */
  readonly counts: Comparison['counts'] | null;
}) {
  const releases = choices
    .filter(({ unmeasuredReason }) => unmeasuredReason === null)
    .map(({ release }) => ({ value: release, label: release }))
    .toReversed();
  return (
    // What is typed or chosen and not yet sent must not outlive the address that it was sent to.
    <form
      key={JSON.stringify([pair, choice])}
      action={action}
      className="mt-5 flex flex-wrap items-end gap-3"
    >
      <ReleaseSelect label="From" name="from" value={pair.from} releases={releases} />
      <ReleaseSelect label="To" name="to" value={pair.to} releases={releases} />
      {counts !== null && (
        <>
          <SelectInput
            label="Files that"
            name="change"
            value={choice.fate}
            all="changed in size"
            options={FILE_FATES.filter((fate) => counts[fate] > 0).map((fate) => ({
              value: fate,
              label: `${fateTitles[fate].toLowerCase()} (${counts[fate]})`,
            }))}
          />
          <SelectInput
            label="Subsystem"
            name="subsystem"
            value={choice.subsystem === null ? null : subsystemSlug(choice.subsystem)}
            all="all"
            options={SUBSYSTEMS.map((each) => ({ value: subsystemSlug(each), label: each }))}
          />
          <SelectInput
            label="Order"
            name="sort"
            value={choice.sort === 'change' ? null : choice.sort}
            all="largest change first"
            options={orders}
          />
          <label className="min-w-40 grow text-xs text-muted sm:max-w-64">
            Path contains
            <input
              type="search"
              name="q"
              defaultValue={choice.q}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              className="mt-1 block h-8 w-full rounded-md border border-edge bg-ground px-2.5 font-mono text-xs text-ink"
            />
          </label>
        </>
      )}
      <button
        type="submit"
        className="h-8 rounded-md border border-edge px-3 text-xs font-medium text-ink hover:bg-soft"
      >
        Compare
      </button>
    </form>
  );
}

function ReleaseSelect({
  label,
  name,
  value,
  releases,
}: {
  readonly label: string;
  readonly name: string;
  readonly value: string | null;
  readonly releases: readonly { readonly value: string; readonly label: string }[];
}) {
  const isKnown = releases.some((release) => release.value === value);
  return (
    <SelectInput
      label={label}
      name={name}
      value={isKnown ? value : null}
      options={releases}
      {...(isKnown ? {} : { all: 'choose a release' })}
    />
  );
}
