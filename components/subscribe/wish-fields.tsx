import { SelectInput } from '#components/ui/select-input.tsx';
import { PACES, SEVERITIES } from '#lib/domain/alert.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import { PUBLIC_KINDS, type Wish } from './subscribe-url.ts';

const paceLabels = { 'at-once': 'at once', daily: 'once a day', weekly: 'once a week' } as const;

/** What to be told of, and when; nothing chosen means all of it. */
export function WishFields({
  wish,
  ports,
  lines,
}: {
  readonly wish: Wish;
  readonly ports: readonly { readonly slug: string; readonly name: string }[];
  /** Newest first. */
  readonly lines: readonly string[];
}) {
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <SelectInput
          label="Port"
          name="port"
          value={wish.port}
          all="every port"
          options={ports.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <SelectInput
          label="Line"
          name="line"
          value={wish.line}
          all="every line"
          options={lines.map((line) => ({ value: line, label: line }))}
        />
        <SelectInput
          label="From severity"
          name="severity"
          value={wish.leastSeverity}
          options={SEVERITIES.map((each) => ({ value: each, label: each }))}
        />
        <SelectInput
          label="When"
          name="pace"
          value={wish.pace}
          options={PACES.map((pace) => ({ value: pace, label: paceLabels[pace] }))}
        />
      </div>
      <Choices
        legend="Only these kinds (none chosen: all)"
        name="kind"
        choices={PUBLIC_KINDS.map(({ id, label }) => ({ value: id, label }))}
        chosen={wish.kinds}
      />
      <Choices
        legend="Only conflicts in these subsystems (none chosen: all)"
        name="subsystem"
        choices={SUBSYSTEMS.map((each) => ({ value: subsystemSlug(each), label: each }))}
        chosen={wish.subsystems.map(subsystemSlug)}
      />
    </>
  );
}

function Choices({
  legend,
  name,
  choices,
  chosen,
}: {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
}) {
  return (
    <fieldset>
      <legend className="text-xs text-muted">{legend}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {choices.map(({ value, label }) => (
          <label key={value} className="flex h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              className="size-4 accent-ink"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
