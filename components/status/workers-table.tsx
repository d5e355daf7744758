import { Age } from '#components/ui/age.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import type { WorkerView } from '#lib/domain/status-view.ts';

import { formatBytes } from './format-quantity.ts';

export function WorkersTable({
  workers,
  now,
}: {
  readonly workers: readonly WorkerView[];
  readonly now: Date;
}) {
  if (workers.length === 0) {
    return <p className="text-muted">No worker has reported here yet.</p>;
  }
  return (
    <TableScroll label="Workers">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">Reported</th>
            <th scope="col">Started</th>
            <th scope="col" className="num">
              Memory
            </th>
            <th scope="col">Git</th>
            <th scope="col">Node</th>
          </tr>
        </thead>
        <tbody>
          {workers.map(({ id, seenAt, startedAt, rssBytes, gitVersion, nodeVersion }) => (
            <tr key={id}>
              <th scope="row" className="font-mono text-xs">
                {id}
              </th>
              <td>
                <Age date={seenAt} now={now} />
              </td>
              <td>
                <Age date={startedAt} now={now} />
              </td>
              <td className="num">{formatBytes(rssBytes)}</td>
              <td>{gitVersion.replace(/^git version /, '')}</td>
              <td>{nodeVersion}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
