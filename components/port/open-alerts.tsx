import { alertsUrl } from '#components/alerts/alerts-url.ts';
import { SeverityGlyph } from '#components/alerts/severity-mark.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import type { IncidentView } from '#lib/domain/incident-view.ts';

/** What is wrong with the port, the worst in full; nothing when nothing is. */
export function OpenAlerts({
  incidents,
  slug,
  now,
}: {
  /** Worst first. */
  readonly incidents: readonly Pick<
    IncidentView,
    'id' | 'severity' | 'facts' | 'openedAt' | 'isSilent'
  >[];
  readonly slug: string;
  readonly now: Date;
}) {
  const [worst, ...others] = incidents;
  if (worst === undefined) return null;
  const all = alertsUrl({ state: 'open', port: slug, kind: null, severity: null });
  return (
    <p className="mt-3 flex items-baseline gap-2 text-sm">
      <SeverityGlyph severity={worst.severity} />
      <span className="min-w-0 wrap-anywhere">
        {formatPlural(incidents.length, 'open alert')}:{' '}
        <PageLink href={`/alerts/${worst.id}`} className="link">
          {incidentVerdict(worst.facts, now)}
        </PageLink>
        , since {formatDay(worst.openedAt)}
        {worst.isSilent && '; its beginning alerted nobody: it was so before'}
        {others.length > 0 && (
          <>
            {' · '}
            <PageLink href={all} className="link">
              {formatPlural(others.length, 'other')}
            </PageLink>
          </>
        )}
      </span>
    </p>
  );
}
