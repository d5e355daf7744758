'use client';

import { useRouter } from 'next/navigation';

import type { WantedRange } from '#lib/domain/release-range.ts';

/** From which release to which; without scripts the browser sends the form to the same address. */
export function RangeForm({
  action,
  others,
  range,
  releases,
}: {
  /** Address of the page. */
  readonly action: string;
  /** What else is chosen on it, as its address says it. */
  readonly others: readonly (readonly [name: string, value: string])[];
  /** Null: the whole history. */
  readonly range: WantedRange | null;
  /** Newest first. */
  readonly releases: readonly string[];
}) {
  const router = useRouter();
  return (
    <form
      // What was chosen and not sent must not outlive the address.
      key={`${range?.from} ${range?.to}`}
      action={action}
      aria-label="Range of releases"
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const said = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
          typeof value === 'string' && value !== '' ? [[name, value]] : [],
        );
        const query = new URLSearchParams(said).toString();
        router.push(query === '' ? action : `${action}?${query}`, { scroll: false });
      }}
    >
      <End label="From" name="from" value={range?.from} open="the first" releases={releases} />
      <End label="to" name="to" value={range?.to} open="the newest" releases={releases} />
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className="h-7 rounded-md border border-edge px-2.5 text-xs font-medium hover:bg-soft"
      >
        Show
      </button>
    </form>
  );
}

function End({
  label,
  name,
  value,
  open,
  releases,
}: {
  readonly label: string;
  readonly name: string;
  readonly value: string | null | undefined;
  /** What it is when no release is chosen. */
  readonly open: string;
  readonly releases: readonly string[];
}) {
  return (
    <label className="flex items-center gap-1.5 text-xs text-muted">
      {label}
      <select
        name={name}
        defaultValue={value ?? ''}
        className="h-7 rounded-md border border-edge bg-ground px-1.5 text-xs text-ink num"
      >
        <option value="">{open}</option>
        {releases.map((release) => (
          <option key={release}>{release}</option>
        ))}
      </select>
    </label>
  );
}
