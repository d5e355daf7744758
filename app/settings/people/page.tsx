import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { readAdministrator } from '#app/settings/read-permitted.ts';
import { ActForm } from '#components/ui/act-form.tsx';
import { FreshNotice } from '#components/settings/fresh-notice.tsx';
import { PeopleTable } from '#components/settings/people-table.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isFresh } from '#lib/auth/authorise.ts';
import { listPeople, type PersonView } from '#lib/db/read/list-people.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'People', robots: { index: false } };

export default async function PeoplePage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const { actor } = await readAdministrator();
  const now = new Date();
  const db = pageDatabase();
  const [people, ports, search] = await Promise.all([
    listPeople(db),
    listPortNames(db),
    searchParams,
  ]);
  const kept = await readKeptForm(search['refused']);
  return (
    <>
      <p className="mt-5 max-w-prose text-muted">
        Whoever signs in with GitHub is a reader. A maintainer acknowledges, snoozes and mutes the
        alerts of their ports and has endpoints; an administrator may do everything.
      </p>
      <FreshNotice isFresh={isFresh(actor, now)} returnTo="/settings/people" />
      <RefusedNotice kept={kept} />
      <Done people={people} search={search} />
      <PeopleTable people={people} ports={ports} me={actor.userId} now={now} />
    </>
  );
}

/** What was done, and the way back where there is one. */
function Done({
  people,
  search,
}: {
  readonly people: readonly PersonView[];
  readonly search: Readonly<Record<string, string | string[] | undefined>>;
}) {
  const person = people.find(({ id }) => id === search['person']);
  const change = changes.find(({ done }) => done === search['done']);
  if (person === undefined || change === undefined) return null;
  const port = typeof search['port'] === 'string' ? search['port'] : null;
  return (
    <Notice sentence={change.says(person.name, port)}>
      {change.undo !== null && (
        <ActForm
          action={`/settings/people/${change.undo}`}
          fields={{ person: person.id, ...(port === null ? {} : { port }) }}
          label="Undo"
        />
      )}
    </Notice>
  );
}

const changes = [
  {
    done: 'maintainer-grant',
    undo: 'maintainer-revoke',
    says: (name: string, port: string | null) => `${name} is a maintainer of ${port} now.`,
  },
  {
    done: 'maintainer-revoke',
    undo: 'maintainer-grant',
    says: (name: string, port: string | null) => `${name} is no maintainer of ${port} any more.`,
  },
  {
    done: 'administrator-grant',
    undo: 'administrator-revoke',
    says: (name: string) => `${name} is an administrator now.`,
  },
  {
    done: 'administrator-revoke',
    undo: 'administrator-grant',
    says: (name: string) => `${name} is no administrator any more.`,
  },
  {
    done: 'person-disable',
    undo: 'person-enable',
    says: (name: string) =>
      `${name} cannot sign in any more, and was signed out; their endpoints are disabled.`,
  },
  {
    done: 'person-enable',
    undo: 'person-disable',
    says: (name: string) => `${name} can sign in again.`,
  },
  {
    done: 'sessions-revoke',
    undo: null,
    says: (name: string) => `${name} is signed out everywhere, and can sign in again.`,
  },
] as const;
