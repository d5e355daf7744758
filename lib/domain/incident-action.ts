// What a maintainer should do now, in one sentence: with each verdict, before any detail.
import type { IncidentEventKind } from './alert.ts';
import { assertNever } from './assert-never.ts';
import type { IncidentFacts } from './incident-facts.ts';
import { isOver, newestNamed } from './incident-verdict.ts';
import { cutText } from './visible-text.ts';

export function actionOf(kind: IncidentEventKind, facts: IncidentFacts): string {
  if (kind === 'resolved' || kind === 'closed') return 'Nothing is left to do.';
  const act = isOver(facts) ? 'Nothing is to be done now.' : cutText(actOn(facts), 300);
  if (kind === 'flapping' || kind === 'digest') {
    return `${act} A summary a day follows until it has not changed for 72 hours.`;
  }
  return kind === 'reminder'
    ? `${act} Acknowledge it to hear no more until it changes; else this comes again, each time after twice as long.`
    : act;
}

function actOn(facts: IncidentFacts): string {
  switch (facts.kind) {
    case 'forecast-conflict':
      return facts.target.kind === 'tip'
        ? 'Nothing of it is released yet: adapt these files now, or speak up on the change that did it.'
        : `Carry these files over by hand when rebasing onto ${facts.target.name}.`;
    case 'behind':
      return `Publish a rebase onto ${newestOf(facts.notFollowed)}.`;
    case 'unfixed-cves': {
      const releases = facts.cves.map(({ release }) => ({ name: release }));
      return `Publish a rebase onto ${newestOf(releases)}, which has all of the fixes.`;
    }
    case 'line-abandoned':
      return `Publish a rebase onto ${newestOf(facts.notFollowed)}, or tell users of ${facts.line} to move on.`;
    case 'cannot-poll':
      return 'Nothing stored is lost, and it is asked again by itself; see what GitHub answers.';
    case 'cannot-measure':
      return 'What was measured stays, and it is tried again by itself; see what failed.';
    default:
      return assertNever(facts);
  }
}

function newestOf(releases: readonly { readonly name: string }[]): string {
  return newestNamed(releases.map(({ name }) => name)) ?? 'the newest release';
}
