// Says in one line what an incident is about, and what an event of it is news of: titles of pages, subjects of mails, feeds.
import type { IncidentEventKind } from './alert.ts';
import { assertNever } from './assert-never.ts';
import { countWords } from './count-words.ts';
import { leadDays } from './culprit.ts';
import { parseGoRelease, releaseOrder } from './go-release.ts';
import type { ConflictFacts, IncidentFacts } from './incident-facts.ts';
import { lagDays } from './lag.ts';
import { cutText, visibleText } from './visible-text.ts';

const mostSubjectCharacters = 200;

/** "go1.27rc1: 3 of 367 files will conflict, 47 days before release": how things are, whatever happened before. */
export function incidentVerdict(facts: IncidentFacts, at: Date): string {
  return visibleText(isOver(facts) ? overVerdict(facts) : openVerdict(facts, at));
}

/** What the event tells, one line without the port's name: "Still: go1.27rc1: 3 of 367 files will conflict, …". */
export function eventVerdict(kind: IncidentEventKind, facts: IncidentFacts, at: Date): string {
  switch (kind) {
    case 'updated':
      return visibleText(growthVerdict(facts, at));
    case 'regressed':
      return `Again: ${incidentVerdict(facts, at)}`;
    case 'flapping':
      return `${incidentTopic(facts)}: comes and goes; at most one summary a day from now on`;
    case 'digest':
      return `Daily summary: ${incidentVerdict(facts, at)}`;
    case 'reminder':
      return `Still: ${incidentVerdict(facts, at)}`;
    case 'resolved':
      return `Over: ${visibleText(overVerdict(facts))}`;
    case 'closed':
      // What is watched no longer was not looked at either.
      return `Closed: ${incidentVerdict(agedFacts(facts, at), at)}`;
    case 'opened':
    case 'escalated':
    case 'recovering':
    case 'changed':
    case 're-evaluated':
    case 'stale':
    case 'fresh':
    case 'acknowledged':
    case 'unacknowledged':
    case 'snoozed':
    case 'unsnoozed':
      return incidentVerdict(facts, at);
    default:
      return assertNever(kind);
  }
}

/** With the port before it: "[tamago] go1.27rc1: …". Our own trouble has "[operators]". */
export function eventSubject(kind: IncidentEventKind, facts: IncidentFacts, at: Date): string {
  return cutText(`[${subjectTag(facts)}] ${eventVerdict(kind, facts, at)}`, mostSubjectCharacters);
}

/** What it is about, without how it stands: "go1.27rc1", "go1.26", "usbarmory/tamago-go". */
export function incidentTopic(facts: IncidentFacts): string {
  switch (facts.kind) {
    case 'forecast-conflict':
      return visibleText(describeTarget(facts));
    case 'behind':
    case 'unfixed-cves':
    case 'line-abandoned':
      return visibleText(facts.line);
    case 'cannot-poll':
      return visibleText(facts.repository);
    case 'cannot-measure':
      return visibleText(facts.port.name);
    default:
      return assertNever(facts);
  }
}

/** The release to rebase onto, the newest of those that the facts name. Null: they name none. */
export function newestNamed(releases: readonly string[]): string | null {
  return releases.toSorted((a, b) => orderOf(a) - orderOf(b)).at(-1) ?? null;
}

/** What is no release comes before all that are. */
function orderOf(name: string): number {
  const release = parseGoRelease(name);
  return release === null ? -1 : releaseOrder(release);
}

function openVerdict(facts: IncidentFacts, at: Date): string {
  switch (facts.kind) {
    case 'forecast-conflict':
      return `${describeTarget(facts)}: ${describeShare(facts)}${describeMoment(facts, at)}`;
    case 'behind': {
      const { line, notFollowed, days } = facts;
      return `${line}: ${countWords(notFollowed.length, 'release')} not followed, for ${countWords(days, 'day')}`;
    }
    case 'unfixed-cves': {
      const { line, cves } = facts;
      const newest = newestNamed(cves.map(({ release }) => release));
      return `${line}: users are exposed to ${countWords(new Set(cves.map(({ id }) => id)).size, 'CVE')}, fixed upstream by ${newest ?? 'a newer release'}`;
    }
    case 'line-abandoned': {
      const { line, notFollowed, days } = facts;
      const first = notFollowed[0]?.name ?? 'a release of it';
      return `${line}: abandoned; ${first} has not been followed for ${countWords(days, 'day')}`;
    }
    case 'cannot-poll':
      return `${facts.repository} cannot be read since ${formatMoment(facts.since)}`;
    case 'cannot-measure':
      return `${facts.port.name} cannot be measured since ${formatMoment(facts.since)}`;
    default:
      return assertNever(facts);
  }
}

/** As they are at `at`, where they are as of a look before. */
function agedFacts(facts: IncidentFacts, at: Date): IncidentFacts {
  if (facts.kind !== 'behind' && facts.kind !== 'line-abandoned') return facts;
  const releasedAt = facts.notFollowed[0]?.releasedAt ?? null;
  return releasedAt === null ? facts : { ...facts, days: lagDays(new Date(releasedAt), at) };
}

function overVerdict(facts: IncidentFacts): string {
  switch (facts.kind) {
    case 'forecast-conflict': {
      if (facts.isFollowed) return `${describeTarget(facts)}: the port has followed`;
      if (facts.muted > 0) {
        return `${describeTarget(facts)}: no file conflicts but ${countWords(facts.muted, 'muted one')}`;
      }
      const { patchFiles } = facts;
      return patchFiles === null
        ? `${describeTarget(facts)}: no file conflicts`
        : `${describeTarget(facts)}: none of ${countWords(patchFiles, 'file')} conflicts`;
    }
    case 'behind':
      return `${facts.line}: no release is left to follow`;
    case 'unfixed-cves':
      return `${facts.line}: no CVE is left that upstream has fixed`;
    case 'line-abandoned':
      return `${facts.line}: not abandoned`;
    case 'cannot-poll':
      return `${facts.repository} can be read again`;
    case 'cannot-measure':
      return `${facts.port.name} can be measured again`;
    default:
      return assertNever(facts);
  }
}

/** Nothing is wrong any more, by what the facts list; our own trouble lists nothing. */
export function isOver(facts: IncidentFacts): boolean {
  switch (facts.kind) {
    case 'forecast-conflict':
      return facts.conflicts.length === 0;
    case 'behind':
    case 'line-abandoned':
      return facts.notFollowed.length === 0;
    case 'unfixed-cves':
      return facts.cves.length === 0;
    case 'cannot-poll':
    case 'cannot-measure':
      return false;
    default:
      return assertNever(facts);
  }
}

function growthVerdict(facts: IncidentFacts, at: Date): string {
  if (facts.kind !== 'forecast-conflict' || facts.added.length === 0) {
    return `Changed: ${incidentVerdict(facts, at)}`;
  }
  const { added, conflicts, patchFiles } = facts;
  // All of them may be new: the others are gone.
  const more = countWords(added.length, 'more file', 'more files');
  const all = patchFiles === null ? `${conflicts.length}` : `${conflicts.length} of ${patchFiles}`;
  return `${describeTarget(facts)}: ${more} will conflict, ${all} in all${describeMoment(facts, at)}`;
}

function describeShare({ conflicts, patchFiles }: ConflictFacts): string {
  return patchFiles === null
    ? `${countWords(conflicts.length, 'file')} will conflict`
    : `${conflicts.length} of ${countWords(patchFiles, 'file')} will conflict`;
}

/** "go1.27 tip"; a release by its name. */
function describeTarget({ target, upstreamLine }: ConflictFacts): string {
  return target.kind === 'tip' ? `${upstreamLine} tip` : target.name;
}

function describeMoment({ target, firstRelease }: ConflictFacts, at: Date): string {
  if (target.kind === 'first' || target.kind === 'patch') {
    if (target.date === null) return '';
    const days = leadDays(new Date(target.date), at);
    return days < 1 ? ', released today' : `, released ${countWords(days, 'day')} ago`;
  }
  if (firstRelease === null) return '';
  const days = leadDays(at, new Date(firstRelease.date));
  if (days < 1) return firstRelease.isExpected ? ', its release is due' : '';
  return `, ${firstRelease.isExpected ? 'about ' : ''}${countWords(days, 'day')} before release`;
}

function subjectTag(facts: IncidentFacts): string {
  return facts.kind === 'cannot-poll' || facts.kind === 'cannot-measure'
    ? 'operators'
    : facts.port.slug;
}

/** "2026-06-12 17:04 UTC" of an ISO 8601 date in UTC. */
function formatMoment(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
