import { TableScroll } from '#components/ui/table-scroll.tsx';

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly target: string;
  readonly result: 'done' | 'refused';
  readonly detail: Readonly<Record<string, unknown>>;
}

export function AuditTable({
  rows,
  acts,
}: {
  readonly rows: readonly AuditRow[];
  readonly acts: readonly { readonly id: string; readonly label: string }[];
}) {
  const labels = new Map(acts.map(({ id, label }) => [id, label]));
  return (
    <div className="mt-5 text-sm">
      <TableScroll label="Audit log">
        <table className="grid-table [&_tbody>tr>*]:py-2">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Result</th>
              <th scope="col">To what</th>
              <th scope="col">More</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, actor, act, target, result, detail }) => (
              <tr key={id} className="align-top">
                <td className="num text-left whitespace-nowrap">
                  <time dateTime={at.toISOString()}>{formatSecond(at)}</time>
                </td>
                <th scope="row">{actor}</th>
                <td>{labels.get(act) ?? act}</td>
                <td className={result === 'refused' ? 'font-semibold' : undefined}>{result}</td>
                <td className="max-w-64 font-mono text-xs wrap-anywhere">{target}</td>
                <td className="max-w-80 text-xs wrap-anywhere text-muted">
                  {describeDetail(detail)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function formatSecond(at: Date): string {
  return at.toISOString().replace('T', ' ').slice(0, 19);
}

/** "port: tamago, address: 192.0.2.1" */
function describeDetail(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
