import { formatMinute } from '#components/ui/format-date.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import type { IncidentEventView } from '#lib/domain/incident-view.ts';

import { describeTold, eventWord } from './prepare-incident.ts';
import { SeverityGlyph } from './severity-mark.tsx';

/** Newest first: each step, how things stood then, and how many were told. */
export function IncidentTimeline({ events }: { readonly events: readonly IncidentEventView[] }) {
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {events.toReversed().map(({ seq, kind, at, severity, facts, isOwed, actor, told }) => (
        <li
          key={seq}
          id={`event-${seq}`}
          className="grid gap-x-4 py-2.5 target:bg-soft sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <time dateTime={at.toISOString()} className="num text-sm text-muted">
            {formatMinute(at)}
          </time>
          <div>
            <p className="flex items-center gap-2 font-medium">
              <SeverityGlyph severity={severity} />
              <span className="sr-only">{severity}: </span>
              {eventWord(kind)}
              {actor !== null && ` by ${actor}`}
            </p>
            {actor === null && <p className="mt-0.5 wrap-anywhere">{incidentVerdict(facts, at)}</p>}
            {isOwed && (
              <p className="mt-0.5 text-sm text-muted">
                {told.length === 0 ? 'Nobody was subscribed to it' : `Told: ${describeTold(told)}`}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
