'use client';

import { useRouter } from 'next/navigation';

import { type AddressedChoice, portQuery, portUrl } from './port-url.ts';

/** From which release to which; without scripts the browser sends the form to the same address. */
export function RangeForm({
  slug,
  choice,
  releases,
}: {
  readonly slug: string;
  readonly choice: AddressedChoice;
  /** Newest first. */
  readonly releases: readonly string[];
}) {
  const router = useRouter();
  const { range } = choice;
  return (
    <form
      // What was chosen and not sent must not outlive the address.
      key={JSON.stringify(range)}
      action={`/ports/${slug}`}
      aria-label="Range of releases"
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const [from, to] = [form.get('from'), form.get('to')].map((value) =>
          typeof value === 'string' && value !== '' ? value : null,
        );
        router.push(portUrl(slug, { ...choice, range: { from: from ?? null, to: to ?? null } }), {
          scroll: false,
        });
      }}
    >
      {[...portQuery({ ...choice, range: null })].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <End label="From" name="from" value={range?.from} open="the first" releases={releases} />
      <End label="to" name="to" value={range?.to} open="the newest" releases={releases} />
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
