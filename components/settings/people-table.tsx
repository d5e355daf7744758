import { Age } from '#components/ui/age.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { ActForm } from '#components/ui/act-form.tsx';
import { GrantMaintainer } from './grant-maintainer.tsx';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly isAdministrator: boolean;
  readonly isDisabled: boolean;
  readonly maintains: readonly { readonly portId: number; readonly name: string }[];
  readonly seenAt: Date | null;
  /** Signed-in browsers. */
  readonly sessions: number;
}

export interface PortChoice {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export function PeopleTable({
  people,
  ports,
  me,
  now,
}: {
  readonly people: readonly PersonRow[];
  readonly ports: readonly PortChoice[];
  /** Id of whoever reads it. */
  readonly me: string;
  readonly now: Date;
}) {
  const administrators = people.filter(
    ({ isAdministrator, isDisabled }) => isAdministrator && !isDisabled,
  );
  return (
    <div className="mt-5 text-sm">
      <TableScroll label="People">
        <table className="grid-table pin-first [&_tbody>tr>*]:py-2">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Role</th>
              <th scope="col">Maintainer of</th>
              <th scope="col">Last seen</th>
              <th scope="col">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id} className="align-top">
                <th scope="row">
                  {person.name}
                  {person.id === me && <span className="text-muted"> (you)</span>}
                  <span className="block text-xs font-normal text-muted">
                    {person.login === null ? 'by password' : `@${person.login}`}
                  </span>
                </th>
                <td>{describeRole(person)}</td>
                <td>
                  <Maintains person={person} ports={ports} />
                </td>
                <td>
                  {person.seenAt === null ? (
                    <span className="text-muted">not signed in</span>
                  ) : (
                    <Age date={person.seenAt} now={now} />
                  )}
                </td>
                <td>
                  <Changes
                    person={person}
                    isMe={person.id === me}
                    isLast={administrators.length === 1 && administrators.includes(person)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function describeRole({ isDisabled, isAdministrator, maintains }: PersonRow): string {
  if (isDisabled) return 'disabled';
  if (isAdministrator) return 'administrator';
  return maintains.length > 0 ? 'maintainer' : 'reader';
}

function Maintains({
  person,
  ports,
}: {
  readonly person: PersonRow;
  readonly ports: readonly PortChoice[];
}) {
  const held = ports.filter(({ id }) => person.maintains.some(({ portId }) => portId === id));
  const others = ports.filter((port) => !held.includes(port));
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {held.map(({ slug, name }) => (
        <span
          key={slug}
          className="inline-flex items-center gap-1 rounded-md bg-soft py-0.5 pr-0.5 pl-2"
        >
          {name}
          <ActForm
            action="/settings/people/maintainer-revoke"
            fields={{ person: person.id, port: slug }}
            label="Remove"
            about={`${person.name} as maintainer of ${name}`}
          />
        </span>
      ))}
      {others.length > 0 && !person.isDisabled && (
        <GrantMaintainer person={person} ports={others} />
      )}
    </div>
  );
}

function Changes({
  person,
  isMe,
  isLast,
}: {
  readonly person: PersonRow;
  readonly isMe: boolean;
  /** Somebody must be left who can change roles. */
  readonly isLast: boolean;
}) {
  const fields = { person: person.id };
  const about = person.name;
  if (person.isDisabled) {
    return (
      <div className="flex justify-end">
        <ActForm
          action="/settings/people/person-enable"
          fields={fields}
          label="Enable"
          about={about}
        />
      </div>
    );
  }
  return (
    <div className="flex flex-wrap justify-end gap-1.5">
      {isLast && (
        <span className="self-center text-xs text-muted">
          the only administrator: make another first
        </span>
      )}
      {person.isAdministrator && !isLast && (
        <ActForm
          action="/settings/people/administrator-revoke"
          fields={fields}
          label="Take administrator’s role"
          about={about}
        />
      )}
      {!person.isAdministrator && (
        <ActForm
          action="/settings/people/administrator-grant"
          fields={fields}
          label="Make administrator"
          about={about}
        />
      )}
      {person.sessions > 0 && !isMe && (
        <ActForm
          action="/settings/people/sessions-revoke"
          fields={fields}
          label="Sign out"
          about={about}
        />
      )}
      {!isLast && (
        <ActForm
          action="/settings/people/person-disable"
          fields={fields}
          label="Disable"
          about={about}
        />
      )}
    </div>
  );
}
