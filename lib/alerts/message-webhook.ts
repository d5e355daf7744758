// An event as JSON for programs (lib/domain/webhook-v1.ts): names as they are, in bytes that no terminal or log can be misled by.
import type { IncidentEventKind } from '#lib/domain/alert.ts';
import { OWED_EVENTS } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { ConflictFact, ConflictFacts, IncidentFacts } from '#lib/domain/incident-facts.ts';
import { eventVerdict } from '#lib/domain/incident-verdict.ts';
import type { WebhookBody, WebhookFacts } from '#lib/domain/webhook-v1.ts';

import { type IncidentNews, incidentUrl } from './message-incident.ts';
import type { MessagePlaces } from './message.ts';

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-size */
const mostBytes = 20_000;
const mostEntries = 100;
const mostCharacters = 1000;

/** Below 20 kB, whatever the event holds. Throws for an event that nobody is owed. */
export function webhookBody(news: IncidentNews, places: MessagePlaces): string {
  for (let entries = mostEntries; ; entries = Math.floor(entries / 2)) {
    const body = stringify(toBody(news, places, entries));
    if (entries === 0 || Buffer.byteLength(body) < mostBytes) return body;
  }
}

export function testWebhookBody(at: Date): string {
  return stringify({ type: 'test', timestamp: at.toISOString(), data: null });
}

function toBody(news: IncidentNews, places: MessagePlaces, entries: number): WebhookBody {
  const { incidentId, kind, at, seq, severity, facts, reason } = news;
  return {
    type: `incident.${owed(kind)}`,
    timestamp: at.toISOString(),
    data: {
      incident: {
        id: incidentId,
        url: incidentUrl(incidentId, places),
        kind: facts.kind,
        port: 'port' in facts ? facts.port.slug : null,
        line: 'line' in facts ? cut(facts.line) : null,
        upstreamLine: facts.kind === 'forecast-conflict' ? facts.upstreamLine : null,
        severity,
      },
      seq,
      verdict: cut(eventVerdict(kind, facts, at)),
      reason: cut(reason),
      facts: toFacts(facts, entries),
    },
  };
}

function owed(kind: IncidentEventKind): (typeof OWED_EVENTS)[number] {
  const found = OWED_EVENTS.find((each) => each === kind);
  if (found === undefined) throw new Error(`Nobody is owed the event "${kind}".`);
  return found;
}

function toFacts(facts: IncidentFacts, entries: number): WebhookFacts {
  switch (facts.kind) {
    case 'forecast-conflict':
      return {
        kind: facts.kind,
        from: cut(facts.from.release),
        target: cut(facts.target.name),
        targetSha: facts.target.sha,
        patchFiles: facts.patchFiles,
        conflictedFiles: facts.conflicts.length,
        conflicts: facts.conflicts.slice(0, entries).map((conflict) => toConflict(conflict, facts)),
        leftOut: Math.max(0, facts.conflicts.length - entries),
      };
    case 'behind':
    case 'line-abandoned':
      return {
        kind: facts.kind,
        newestRebase: cut(facts.newestRebase),
        notFollowed: facts.notFollowed.slice(0, entries).map(({ name }) => cut(name)),
        days: facts.days,
        leftOut: Math.max(0, facts.notFollowed.length - entries),
      };
    case 'unfixed-cves':
      return {
        kind: facts.kind,
        newestRebase: cut(facts.newestRebase),
        cves: facts.cves
          .slice(0, entries)
          .map(({ id, release, sha }) => ({ id: cut(id), release: cut(release), sha: cut(sha) })),
        leftOut: Math.max(0, facts.cves.length - entries),
      };
    case 'cannot-poll':
    case 'cannot-measure':
      return {
        kind: facts.kind,
        since: facts.since,
        reason: cut(facts.reason),
      };
    default:
      return assertNever(facts);
  }
}

function toConflict(
  { path, type, subsystem, culprit }: ConflictFact,
  { added }: ConflictFacts,
): Extract<WebhookFacts, { kind: 'forecast-conflict' }>['conflicts'][number] {
  return {
    path: cut(path),
    type,
    subsystem,
    isNew: added.includes(path),
    culprit:
      culprit === null
        ? null
        : {
            sha: culprit.sha,
            cl: cut(culprit.cl),
            author: cut(culprit.author),
            subject: cut(culprit.subject),
          },
  };
}

function cut<Text extends string | null>(value: Text): Text | string {
  return value === null ? value : value.slice(0, mostCharacters);
}

/** Escaped where plain JSON would let a control or format character through; it parses to the same. */
function stringify(body: WebhookBody): string {
  return JSON.stringify(body).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}
