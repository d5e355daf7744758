import { Age } from '#components/ui/age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { channelLabel } from './channel-labels.ts';

export interface EndpointRow {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly targetLabel: string;
  readonly owner: { readonly name: string };
  readonly state: string;
  readonly subscriptions: number;
  readonly deliveredAt: Date | null;
  readonly dead: number;
}

export function EndpointsTable({
  endpoints,
  hasOwners,
  now,
}: {
  readonly endpoints: readonly EndpointRow[];
  /** Whether it shows those of others as well. */
  readonly hasOwners: boolean;
  readonly now: Date;
}) {
  return (
    <div className="mt-6 text-sm">
      <TableScroll label="Endpoints">
        <table className="grid-table pin-first">
          <thead>
            <tr>
              <th scope="col">Endpoint</th>
              <th scope="col">Leads to</th>
              {hasOwners && <th scope="col">Of</th>}
              <th scope="col">State</th>
              <th scope="col" className="num">
                Subscriptions
              </th>
              <th scope="col">Last delivered</th>
              <th scope="col" className="num">
                Dead
              </th>
            </tr>
          </thead>
          <tbody>
            {endpoints.map((endpoint) => (
              <tr key={endpoint.id}>
                <th scope="row">
                  <PageLink href={`/settings/endpoints/${endpoint.id}`} className="quiet-link">
                    {endpoint.name}
                  </PageLink>
                </th>
                <td>
                  {channelLabel(endpoint.channel)}{' '}
                  <span className="text-muted">{endpoint.targetLabel}</span>
                </td>
                {hasOwners && <td>{endpoint.owner.name}</td>}
                <td>{endpoint.state}</td>
                <td className="num">{endpoint.subscriptions}</td>
                <td>
                  {endpoint.deliveredAt === null ? (
                    <span className="text-muted">never</span>
                  ) : (
                    <Age date={endpoint.deliveredAt} now={now} />
                  )}
                </td>
                <td className="num">{endpoint.dead}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}
