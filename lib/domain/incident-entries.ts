// What an incident is made of, one line for each thing that is wrong: for feeds, and wherever there is no room for a table.
import { assertNever } from './assert-never.ts';
import { countWords } from './count-words.ts';
import { clNumber } from './culprit.ts';
import type { ConflictFact, IncidentFacts } from './incident-facts.ts';
import { cutPath, cutText } from './visible-text.ts';

const most = { path: 200, sentence: 500 } as const;

/** Names from repositories are made visible and cut; they still need escaping. */
export function incidentEntries(facts: IncidentFacts): readonly string[] {
  switch (facts.kind) {
    case 'forecast-conflict':
      return facts.conflicts.map(describeConflict);
    case 'behind':
    case 'line-abandoned':
      return facts.notFollowed.map(({ name, releasedAt }) =>
        cutText(`${name}${describeDay(releasedAt)}`, most.sentence),
      );
    case 'unfixed-cves':
      return facts.cves.map(({ id, release, releasedAt }) =>
        cutText(`${id}, fixed in ${release}${describeDay(releasedAt)}`, most.sentence),
      );
    case 'cannot-poll':
    case 'cannot-measure':
      return [cutText(facts.reason, most.sentence)];
    default:
      return assertNever(facts);
  }
}

function describeConflict({ path, type, subsystem, culprit }: ConflictFact): string {
  const shown = `${cutPath(path, most.path)} (${subsystem}, ${type})`;
  if (culprit === null) return shown;
  const number = culprit.cl === null ? null : clNumber(culprit.cl);
  const by = number === null ? `commit ${culprit.sha.slice(0, 10)}` : `CL ${number}`;
  const author = culprit.author === null ? '' : ` by ${cutText(culprit.author, 80)}`;
  const subject = culprit.subject === null ? '' : `: ${cutText(culprit.subject, 160)}`;
  return `${shown}, ${by}${author}${subject}`;
}

function describeDay(releasedAt: string | null): string {
  return releasedAt === null ? '' : `, released ${releasedAt.slice(0, 10)}`;
}

/** The first ones, and how many more there are. */
export function cutEntries(entries: readonly string[], count: number): readonly string[] {
  const more = entries.length - count;
  return more <= 0
    ? entries
    : [...entries.slice(0, count), `and ${countWords(more, 'more', 'more')}`];
}
