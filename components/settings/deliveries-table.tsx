import { Age } from '#components/ui/age.tsx';
import { formatMinute } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';

import { ActForm } from '#components/ui/act-form.tsx';

export interface DeliveryRow {
  readonly id: string;
  readonly state: string;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly event: {
    readonly kind: string;
    readonly title: string;
    readonly incidentId: string;
  } | null;
  readonly deadReason: string | null;
  readonly isReplay: boolean;
  readonly attempts: readonly {
    readonly number: number;
    readonly at: Date;
    readonly durationMs: number;
    readonly outcome: string;
    readonly status: number | null;
    readonly request: unknown;
    readonly answer: string | null;
    readonly reason: string | null;
  }[];
}

/** Each opens to its attempts: what was sent, what was answered, how long it took. */
export function DeliveriesTable({
  deliveries,
  action,
  now,
}: {
  readonly deliveries: readonly DeliveryRow[];
  /** Address of the endpoint. */
  readonly action: string;
  readonly now: Date;
}) {
  if (deliveries.length === 0) return <p className="text-muted">Nothing was sent there yet.</p>;
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <details>
            <summary className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5">
              <span className={`w-20 ${delivery.state === 'dead' ? 'font-semibold' : ''}`}>
                {delivery.state}
              </span>
              <span className="min-w-0 grow basis-64 wrap-anywhere">{describe(delivery)}</span>
              <span className="text-muted">
                <Age date={delivery.createdAt} now={now} />
              </span>
            </summary>
            <div className="space-y-3 pb-4">
              <p className="text-muted">
                <code>{delivery.id}</code>
                {delivery.isReplay && ', sent again by hand'}
                {delivery.state === 'scheduled' && `, due ${formatMinute(delivery.dueAt)}`}
                {delivery.deadReason !== null && `, given up: ${delivery.deadReason}`}
              </p>
              {delivery.event !== null && (
                <p>
                  <PageLink href={`/alerts/${delivery.event.incidentId}`} className="link">
                    The incident
                  </PageLink>
                </p>
              )}
              {delivery.state === 'dead' && delivery.event !== null && (
                <ActForm
                  action={`${action}/endpoint-replay`}
                  fields={{ delivery: delivery.id }}
                  label="Send again"
                  about={delivery.id}
                  look="plain"
                />
              )}
              {delivery.attempts.length === 0 ? (
                <p className="text-muted">It was not tried yet.</p>
              ) : (
                <ol className="space-y-3">
                  {delivery.attempts.map((attempt) => (
                    <Attempt key={attempt.number} attempt={attempt} of={delivery.id} />
                  ))}
                </ol>
              )}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function describe({ event }: DeliveryRow): string {
  return event === null ? 'a test' : `${event.kind}: ${event.title}`;
}

function Attempt({
  attempt,
  of,
}: {
  readonly attempt: DeliveryRow['attempts'][number];
  /** Id of the delivery. */
  readonly of: string;
}) {
  const { number, at, durationMs, status, outcome, reason, request, answer } = attempt;
  return (
    <li className="rounded-md border border-hairline p-3">
      <p>
        Attempt {number}, {formatMinute(at)}: {status === null ? 'no answer' : `status ${status}`}{' '}
        in {durationMs.toLocaleString('en')} ms, {outcome}
        {reason !== null && `: ${reason}`}
      </p>
      <Recorded
        title="Request"
        about={`attempt ${number} of ${of}`}
        text={JSON.stringify(request, null, 2)}
      />
      {answer !== null && (
        <Recorded title="Answer" about={`attempt ${number} of ${of}`} text={answer} />
      )}
    </li>
  );
}

/** As text only, whatever it is. */
function Recorded({
  title,
  about,
  text,
}: {
  readonly title: string;
  /** Tells it apart from the others of the page. */
  readonly about: string;
  readonly text: string;
}) {
  return (
    <>
      <p className="mt-2 text-xs text-muted">{title}</p>
      <section
        aria-label={`${title}, ${about}`}
        // A box that scrolls must take the focus, or the keyboard cannot scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="scroll-x mt-1 max-h-60 overflow-y-auto"
      >
        <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{text}</pre>
      </section>
    </>
  );
}
