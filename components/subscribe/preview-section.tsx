import { kindLabel } from '#components/alerts/incidents-table.tsx';
import { SeverityGlyph } from '#components/alerts/severity-mark.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { PreviewedMessage } from '#lib/domain/previewed-message.ts';

import { isEnd, preparePreview, type PreparedPreview } from './prepare-preview.ts';
import type { Wish } from './subscribe-url.ts';

/** What the choice would have sent, counted and month by month; newest first. */
export function PreviewSection({
  wish,
  preview: { messages, since, until },
  isPortNamed,
}: {
  readonly wish: Wish;
  readonly preview: {
    /** In order of time. */
    readonly messages: readonly PreviewedMessage[];
    readonly since: Date;
    readonly until: Date;
  };
  /** Whether each message says of which port it is. */
  readonly isPortNamed: boolean;
}) {
  const preview = preparePreview(messages, wish);
  return (
    <section aria-labelledby="preview" className="min-w-0">
      <h2 id="preview" className="text-lg font-semibold tracking-tight">
        What it would have sent
      </h2>
      <output className="mt-1 block max-w-prose">
        <strong className="num font-semibold">{describeCount(preview, wish)}</strong>{' '}
        <span className="text-muted">
          from {formatDay(since)} to {formatDay(until)}
          {preview.ends > 0 && `, ${preview.ends} of them that something is over`}.
        </span>
      </output>
      {preview.messages === 0 ? (
        <p className="mt-3 max-w-prose border-y border-hairline py-3 text-muted">
          Nothing of that happened in this time.{' '}
          <PageLink href="/subscribe#preview" className="link">
            Show what all of it would have sent
          </PageLink>
        </p>
      ) : (
        <>
          <ul className="num mt-3 flex flex-wrap gap-x-5 gap-y-1 border-y border-hairline py-2 text-sm">
            {preview.kinds.map(({ id, label, count }) => (
              <li key={id} className={count === 0 ? 'text-muted' : undefined}>
                {label}: <span className="font-semibold">{count}</span>
              </li>
            ))}
          </ul>
          {preview.months.map(({ id, title, messages: ofMonth }) => (
            <section key={id} aria-labelledby={`month-${id}`} className="mt-4">
              <h3
                id={`month-${id}`}
                className="flex justify-between pb-1 text-xs font-medium text-muted"
              >
                {title}
                <span className="num">
                  {ofMonth.length}
                  <span className="sr-only"> messages</span>
                </span>
              </h3>
              <ol className="divide-y divide-hairline border-y border-hairline">
                {ofMonth.map((message, place) => (
                  // Two messages of a moment may say the same of two ports.
                  // oxlint-disable-next-line react/no-array-index-key
                  <MessageRow key={place} message={message} isPortNamed={isPortNamed} />
                ))}
              </ol>
            </section>
          ))}
        </>
      )}
      <p className="mt-4 max-w-prose text-xs text-muted">
        {preview.shown < preview.messages &&
          `The newest ${preview.shown} of ${formatPlural(preview.messages, 'message')} are shown. `}
        By today’s rules, from what is stored of the past. Conflicts with tip are left out, since
        what tip was like is not stored; reminders and mutes are as if nobody had done anything.
      </p>
    </section>
  );
}

function describeCount({ messages, mails }: PreparedPreview, { pace }: Wish): string {
  if (messages === 0) return 'No message';
  const all = formatPlural(messages, 'message');
  return pace === 'at-once' ? all : `${all} in ${formatPlural(mails, 'mail')}`;
}

function MessageRow({
  message,
  isPortNamed,
}: {
  readonly message: PreviewedMessage;
  readonly isPortNamed: boolean;
}) {
  const { at, kind, severity, title, subsystems, port } = message;
  const about = [
    ...(isPortNamed ? [port.name] : []),
    kindLabel(kind),
    ...(kind === 'forecast-conflict' ? [subsystems.join(', ')] : []),
  ];
  return (
    <li className="grid grid-cols-[5.75rem_minmax(0,1fr)] gap-x-2 py-2 text-sm">
      <time dateTime={at.toISOString()} className="num text-muted">
        {formatDay(at)}
      </time>
      <div>
        <p className="flex gap-2 wrap-anywhere">
          <span className="flex h-5 items-center">
            {isEnd(message) ? (
              <EndGlyph isOver={message.event === 'resolved'} />
            ) : (
              <>
                <SeverityGlyph severity={severity} />
                <span className="sr-only">{severity}: </span>
              </>
            )}
          </span>
          {title}
        </p>
        <p className="pl-[18px] text-xs text-muted">{about.join(' · ')}</p>
      </div>
    </li>
  );
}

/** A tick for what is over; what nobody looks at any more may be as wrong as before. */
function EndGlyph({ isOver }: { readonly isOver: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      <path
        d={isOver ? 'M1 5.5 4 8.5 9 2' : 'M1 5 9 5'}
        className={`fill-none ${isOver ? 'stroke-better' : 'stroke-unchanged'}`}
        strokeWidth="1.75"
      />
    </svg>
  );
}
