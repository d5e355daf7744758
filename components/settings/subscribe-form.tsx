import { CheckboxGroup } from '#components/ui/checkbox-group.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { ALERT_KINDS, PACES, SEVERITIES } from '#lib/domain/alert.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import type { PortChoice } from './people-table.tsx';

const field = 'mt-1 block h-8 rounded-md border border-edge bg-ground px-2 text-xs text-ink';

export function SubscribeForm({
  ports,
  action,
  typed,
}: {
  readonly ports: readonly PortChoice[];
  readonly action: string;
  /** What was refused just now. */
  readonly typed: URLSearchParams | undefined;
}) {
  return (
    <details
      open={typed !== undefined}
      className="mt-4 max-w-[720px] rounded-lg border border-hairline px-4"
    >
      <summary className="py-3 text-sm font-medium">Tell it of more</summary>
      <form method="post" action={action} className="space-y-4 pb-4">
        <div className="flex flex-wrap gap-4">
          <label className="text-xs text-muted">
            Port
            <select name="port" defaultValue={typed?.get('port') ?? ''} className={field}>
              <option value="">all</option>
              {ports.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="text-xs text-muted">
            Lines, all if left empty
            <input
              name="lines"
              defaultValue={typed?.get('lines') ?? undefined}
              placeholder="go1.26 go1.27"
              autoComplete="off"
              className={field}
            />
          </label>
          <label className="text-xs text-muted">
            From
            <select
              name="severity"
              defaultValue={typed?.get('severity') ?? undefined}
              className={field}
            >
              {SEVERITIES.map((severity) => (
                <option key={severity}>{severity}</option>
              ))}
            </select>
          </label>
          <label className="text-xs text-muted">
            When
            <select name="pace" defaultValue={typed?.get('pace') ?? undefined} className={field}>
              {PACES.map((pace) => (
                <option key={pace} value={pace}>
                  {pace.replace('-', ' ')}
                </option>
              ))}
            </select>
          </label>
        </div>
        <CheckboxGroup
          legend="Kinds, all if none is ticked"
          name="kind"
          chosen={typed?.getAll('kind') ?? []}
          choices={ALERT_KINDS.map(({ id, label }) => ({ value: id, label }))}
        />
        <CheckboxGroup
          legend="Subsystems, all if none is ticked"
          name="subsystem"
          chosen={typed?.getAll('subsystem') ?? []}
          choices={SUBSYSTEMS.map((subsystem) => ({ value: subsystem, label: subsystem }))}
        />
        <SubmitButton look="main">Tell it</SubmitButton>
      </form>
    </details>
  );
}
