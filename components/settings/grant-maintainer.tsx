import { SubmitButton } from '#components/ui/submit-button.tsx';

import type { PersonRow, PortChoice } from './people-table.tsx';

export function GrantMaintainer({
  person,
  ports,
}: {
  readonly person: Pick<PersonRow, 'id' | 'name'>;
  /** Those they are no maintainer of. */
  readonly ports: readonly PortChoice[];
}) {
  return (
    <form
      method="post"
      action="/settings/people/maintainer-grant"
      className="inline-flex items-center gap-1"
    >
      <input type="hidden" name="person" value={person.id} />
      <select
        name="port"
        aria-label={`Port that ${person.name} is to maintain`}
        className="h-7 rounded-md border border-edge bg-ground px-1.5 text-xs text-ink"
      >
        {ports.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
      <SubmitButton look="small" label={`Add: ${person.name} as maintainer of the chosen port`}>
        Add
      </SubmitButton>
    </form>
  );
}
