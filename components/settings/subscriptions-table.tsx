import { Age } from '#components/ui/age.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { ALERT_KINDS } from '#lib/domain/alert.ts';

import { ActForm } from '#components/ui/act-form.tsx';

export interface SubscriptionRow {
  readonly id: string;
  readonly port: string | null;
  readonly lines: readonly string[];
  readonly subsystems: readonly string[];
  readonly kinds: readonly string[];
  readonly leastSeverity: string;
  readonly pace: string;
  readonly createdAt: Date;
}

export function SubscriptionsTable({
  subscriptions,
  action,
  now,
}: {
  readonly subscriptions: readonly SubscriptionRow[];
  /** Address of the endpoint. */
  readonly action: string;
  readonly now: Date;
}) {
  if (subscriptions.length === 0) {
    return <p className="text-muted">Of nothing yet. Say what of below.</p>;
  }
  return (
    <TableScroll label="Subscriptions">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Port</th>
            <th scope="col">Lines</th>
            <th scope="col">Subsystems</th>
            <th scope="col">Kinds</th>
            <th scope="col">From</th>
            <th scope="col">When</th>
            <th scope="col">Since</th>
            <th scope="col">
              <span className="sr-only">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {subscriptions.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.port ?? 'all'}</th>
              <td>{all(row.lines)}</td>
              <td>{all(row.subsystems)}</td>
              <td>{all(row.kinds.map(kindLabel))}</td>
              <td>{row.leastSeverity}</td>
              <td>{row.pace.replace('-', ' ')}</td>
              <td>
                <Age date={row.createdAt} now={now} />
              </td>
              <td className="text-right">
                <ActForm
                  action={`${action}/endpoint-unsubscribe`}
                  fields={{ subscription: row.id }}
                  label="End"
                  about={`the subscription to ${row.port ?? 'all ports'}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function all(values: readonly string[]): string {
  return values.length === 0 ? 'all' : values.join(', ');
}

function kindLabel(kind: string): string {
  return ALERT_KINDS.find(({ id }) => id === kind)?.label ?? kind;
}
