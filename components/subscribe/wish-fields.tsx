import { CheckboxGroup } from '#components/ui/checkbox-group.tsx';
import { SelectInput } from '#components/ui/select-input.tsx';
import { PACES, PUBLIC_KINDS, SEVERITIES } from '#lib/domain/alert.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import type { Wish } from './subscribe-url.ts';

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
      <CheckboxGroup
        legend="Only these kinds (none chosen: all)"
        name="kind"
        choices={PUBLIC_KINDS.map(({ id, label }) => ({ value: id, label }))}
        chosen={wish.kinds}
      />
      <CheckboxGroup
        legend="Only conflicts in these subsystems (none chosen: all)"
        name="subsystem"
        choices={SUBSYSTEMS.map((each) => ({ value: subsystemSlug(each), label: each }))}
        chosen={wish.subsystems.map(subsystemSlug)}
      />
    </>
  );
}
