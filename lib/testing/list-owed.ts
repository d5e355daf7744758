// Who is owed what, said a second time and plainly, for the oracle: it shares no code with the rules that it is to judge.
import type { Database } from '#lib/db/prisma-client.ts';

export interface Owed {
  /** "event subscription", each of which is owed one delivery. */
  readonly certain: ReadonlySet<string>;
  /** To endpoints that are not in use now: since when they are not is kept nowhere. */
  readonly possible: ReadonlySet<string>;
}

const SEVERITIES = ['info', 'warning', 'critical'];
const OPERATORS_KINDS: ReadonlySet<string> = new Set(['cannot-poll', 'cannot-measure']);
const ENDS: ReadonlySet<string> = new Set(['resolved', 'closed']);

/**
 * An event is owed to each subscription that went on then and whose every filter it fits; but that it is more severe now
 * only to those who had not been told before, and an end to those and only those who had.
 */
export async function listOwed({ prisma }: Pick<Database, 'prisma'>): Promise<Owed> {
  const incidents = await prisma.incident.findMany({
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  const subscriptions = await prisma.subscription.findMany({
    include: { endpoint: { include: { owner: true } } },
  });
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const subscription of subscriptions) {
    const { activeSince, endedAt, endpoint } = subscription;
    const owner = endpoint?.owner;
    const isOperator = owner?.isAdministrator === true && owner.disabledAt === null;
    const isInUse = endpoint === null || endpoint.state === 'active';
    for (const incident of incidents) {
      const { kind, portId, line, upstreamLine } = incident;
      const fitsIncident =
        (subscription.portId === null || subscription.portId === portId) &&
        (subscription.kinds.length === 0 || subscription.kinds.includes(kind)) &&
        (isOperator || !OPERATORS_KINDS.has(kind)) &&
        (line === null ||
          subscription.lines.length === 0 ||
          subscription.lines.includes(line) ||
          subscription.lines.includes(upstreamLine ?? line));
      let wasTold = false;
      for (const event of incident.events.filter(({ isOwed }) => isOwed)) {
        const isEnd = ENDS.has(event.kind);
        const goesOn =
          activeSince !== null &&
          activeSince <= event.at &&
          (endedAt === null || endedAt > event.at);
        const fitsEvent =
          SEVERITIES.indexOf(event.severity) >= SEVERITIES.indexOf(subscription.leastSeverity) &&
          (kind !== 'forecast-conflict' ||
            subscription.subsystems.length === 0 ||
            event.subsystems.some((each) => subscription.subsystems.includes(each)));
        const isKnown: boolean = event.kind === 'escalated' && wasTold && isInUse;
        const isOwed: boolean = goesOn && (isEnd ? wasTold : fitsIncident && fitsEvent && !isKnown);
        if (isOwed) (isInUse ? certain : possible).add(`${event.id} ${subscription.id}`);
        wasTold = isEnd ? false : wasTold || isOwed;
      }
    }
  }
  return { certain, possible };
}
