import { Age } from '#components/ui/age.tsx';
import { formatDay } from '#components/ui/format-date.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { ALERT_KINDS } from '#lib/domain/alert.ts';
import type { IncidentView } from '#lib/domain/incident-view.ts';

import { describeState, verdictOf } from './prepare-incident.ts';
import { SeverityGlyph } from './severity-mark.tsx';

/** In the order given; each row leads to the incident's own page. */
export function IncidentsTable({
  label,
  incidents,
  now,
}: {
  readonly label: string;
  readonly incidents: readonly IncidentView[];
  readonly now: Date;
}) {
  return (
    <TableScroll label={label}>
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">
              <Term of="alerts">Severity</Term>
            </th>
            <th scope="col">Port</th>
            <th scope="col">
              <Term of="alerts">Kind</Term>
            </th>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <tr key={incident.id}>
              <th scope="row" className="max-w-130 max-sm:max-w-52">
                <PageLink
                  href={`/alerts/${incident.id}`}
                  className="link block min-w-48 py-2 whitespace-normal wrap-anywhere"
                >
                  {verdictOf(incident, now)}
                </PageLink>
              </th>
              <td>
                <span className="flex items-center gap-2">
                  <SeverityGlyph severity={incident.severity} />
                  {incident.severity}
                </span>
              </td>
              <td>
                {incident.port === null ? (
                  <Missing why="It is about a repository, not about one port." />
                ) : (
                  <PageLink href={`/ports/${incident.port.slug}`} className="quiet-link">
                    {incident.port.name}
                  </PageLink>
                )}
              </td>
              <td className="text-muted">{kindLabel(incident.kind)}</td>
              <td>{describeState(incident, now).join(', ')}</td>
              <td className="num text-muted">
                {incident.resolvedAt === null ? (
                  <Age date={incident.openedAt} now={now} isShort />
                ) : (
                  `${formatDay(incident.openedAt)} to ${formatDay(incident.resolvedAt)}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

export function kindLabel(kind: IncidentView['kind']): string {
  return ALERT_KINDS.find(({ id }) => id === kind)?.label ?? kind;
}
