import { Age } from '#components/ui/age.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { ActForm } from '#components/ui/act-form.tsx';

export function HostsTable({
  hosts,
  now,
}: {
  readonly hosts: readonly {
    readonly host: string;
    readonly addedAt: Date;
    readonly addedBy: string | null;
  }[];
  readonly now: Date;
}) {
  return (
    <div className="mt-6 text-sm">
      <TableScroll label="Allowed hosts">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col">Allowed by</th>
              <th scope="col">When</th>
              <th scope="col">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {hosts.map(({ host, addedAt, addedBy }) => (
              <tr key={host}>
                <th scope="row" className="font-mono text-xs">
                  {host}
                </th>
                <td>{addedBy ?? 'somebody whose account is gone'}</td>
                <td>
                  <Age date={addedAt} now={now} />
                </td>
                <td className="text-right">
                  <ActForm
                    action="/settings/hosts/host-remove"
                    fields={{ host }}
                    label="Remove"
                    about={host}
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
