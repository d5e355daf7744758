import { Age } from '#components/ui/age.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import type { JobCount } from '#lib/domain/status-view.ts';

/** Jobs by task: one row each, and under it what the newest failure said. */
export function QueueTable({
  queue,
  now,
}: {
  readonly queue: readonly JobCount[] | null;
  readonly now: Date;
}) {
  if (queue === null) {
    return <p className="text-muted">There is no queue yet: no worker has started here.</p>;
  }
  if (queue.length === 0) return <p className="text-muted">The queue is empty.</p>;
  return (
    <TableScroll label="Queue">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col" className="num">
              Running
            </th>
            <th scope="col" className="num">
              Ready
            </th>
            <th scope="col" className="num">
              Later
            </th>
            <th scope="col" className="num">
              Given up
            </th>
            <th scope="col">Next of the later ones</th>
          </tr>
        </thead>
        <tbody>
          {queue.map((jobs) => (
            <Rows key={jobs.task} jobs={jobs} now={now} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Rows({ jobs, now }: { readonly jobs: JobCount; readonly now: Date }) {
  const { task, running, ready, later, failed, nextAt, lastError } = jobs;
  return (
    <>
      <tr>
        <th scope="row" className="font-mono text-xs">
          {task}
        </th>
        {[running, ready, later, failed].map((count, index) => (
          // The four counts never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <td key={index} className="num">
            {formatCount(count)}
          </td>
        ))}
        <td>{nextAt === null ? '' : <Age date={nextAt} now={now} />}</td>
      </tr>
      {lastError !== null && (
        <tr>
          <td colSpan={6} className="py-2! whitespace-normal!">
            <p className="max-w-prose border-l-2 border-worse pl-3 wrap-anywhere">
              The newest failure said: {lastError}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}
