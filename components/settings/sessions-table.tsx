import { Age } from '#components/ui/age.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { describeBrowser } from './describe-browser.ts';

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export function SessionsTable({
  sessions,
  current,
  now,
  returnTo,
}: {
  readonly sessions: readonly SessionRow[];
  /** The one that asks. */
  readonly current: string;
  readonly now: Date;
  /** Where to go after ending one: a path of ours. */
  readonly returnTo: string;
}) {
  return (
    <TableScroll label="Sessions">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Address</th>
            <th scope="col">Signed in</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="sr-only">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, createdAt, usedAt, address, userAgent }) => {
            const browser = describeBrowser(userAgent);
            return (
              <tr key={id}>
                <th scope="row" title={userAgent ?? undefined}>
                  {browser}
                </th>
                <td className="font-mono text-xs">{address ?? 'not known'}</td>
                <td>
                  <Age date={createdAt} now={now} />
                </td>
                <td>{id === current ? 'this session' : <Age date={usedAt} now={now} />}</td>
                <td className="text-right">
                  {id !== current && (
                    <form method="post" action="/settings/sessions/end">
                      <input type="hidden" name="session" value={id} />
                      <input type="hidden" name="next" value={returnTo} />
                      <SubmitButton look="small" label={`End the session of ${browser}`}>
                        End
                      </SubmitButton>
                    </form>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}
