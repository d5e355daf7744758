import { SelectInput } from '#components/ui/select-input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { ALERT_KINDS, SEVERITIES } from '#lib/domain/alert.ts';

import type { AlertsChoice } from './alerts-url.ts';

/** Works without scripts: it is a form whose answer is the same page at another address. */
export function IncidentFilters({
  choice: { state, port, kind, severity },
  ports,
  withOperators,
}: {
  readonly choice: AlertsChoice;
  readonly ports: readonly { readonly slug: string; readonly name: string }[];
  readonly withOperators: boolean;
}) {
  return (
    <form action="/alerts" className="flex flex-wrap items-end gap-3">
      {state !== 'open' && <input type="hidden" name="state" value={state} />}
      <SelectInput
        label="Port"
        name="port"
        value={port}
        all="all ports"
        options={ports.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <SelectInput
        label="Kind"
        name="kind"
        value={kind}
        all="all kinds"
        options={ALERT_KINDS.filter(({ forOperators }) => withOperators || !forOperators).map(
          ({ id, label }) => ({ value: id, label }),
        )}
      />
      <SelectInput
        label="Severity"
        name="severity"
        value={severity}
        all="all severities"
        options={SEVERITIES.toReversed().map((each) => ({ value: each, label: each }))}
      />
      <SubmitButton look="beside">Filter</SubmitButton>
    </form>
  );
}
