// What a message says of files in conflict: where, of what type, by whose commit, what it took the last time, and the
// commands that show it in one's own clone.
import { countWords } from '#lib/domain/count-words.ts';
import { clNumber } from '#lib/domain/culprit.ts';
import { commitUrl, type GithubRepository } from '#lib/domain/github-url.ts';
import { conflictCommands } from '#lib/domain/incident-commands.ts';
import type { ConflictFact, ConflictFacts } from '#lib/domain/incident-facts.ts';

import {
  type Block,
  commands,
  type Item,
  type Line,
  link,
  list,
  type MessagePlaces,
  paragraph,
  path,
  quoted,
  text,
} from './message.ts';

export function conflictBlocks(facts: ConflictFacts, places: MessagePlaces): readonly Block[] {
  const upstream = { server: places.githubServerUrl, repository: facts.port.upstream };
  const added = new Set(facts.added);
  return [
    list(
      'Files in conflict',
      facts.conflicts.map((conflict) =>
        conflictItem(conflict, { facts, isNew: added.has(conflict.path), upstream, places }),
      ),
    ),
    ...(facts.gone.length === 0
      ? []
      : [
          list(
            'No longer in conflict',
            facts.gone.map((gone) => ({ head: [path(gone)], details: [] })),
          ),
        ]),
    ...(facts.muted === 0
      ? []
      : [
          paragraph(
            text(`${countWords(facts.muted, 'muted path is', 'muted paths are')} left out.`),
          ),
        ]),
    commands('See it in your own clone', conflictCommands(facts, upstream.server)),
  ];
}

function conflictItem(
  conflict: ConflictFact,
  {
    facts,
    isNew,
    upstream,
    places,
  }: {
    readonly facts: ConflictFacts;
    readonly isNew: boolean;
    readonly upstream: GithubRepository;
    readonly places: MessagePlaces;
  },
): Item {
  const { subsystem, type, hunks } = conflict;
  const what = [
    subsystem,
    type,
    ...(hunks === null ? [] : [countWords(hunks, 'hunk')]),
    // Where all of them are new, the word would tell nothing.
    ...(isNew && facts.added.length < facts.conflicts.length ? ['new'] : []),
  ];
  return {
    head: [path(conflict.path)],
    details: [
      [text(what.join(', '))],
      culpritLine(conflict, upstream),
      lastTimeLine(conflict, facts, places),
    ],
  };
}

function culpritLine({ culprit }: ConflictFact, upstream: GithubRepository): Line {
  if (culprit === null) return [text('Culprit: not found')];
  const { sha, cl, author, subject, date } = culprit;
  const number = cl === null ? null : clNumber(cl);
  return [
    text('Culprit: '),
    ...(cl === null
      ? []
      : [link(number === null ? 'review' : `CL ${number}`, cl), text(', commit ')]),
    link(sha.slice(0, 10), commitUrl(upstream, sha)),
    ...(author === null ? [] : [text(' by '), quoted(author, 80)]),
    text(`, ${date.slice(0, 10)}`),
    ...(subject === null ? [] : [text(': '), quoted(subject)]),
  ];
}

function lastTimeLine(
  { lastTime }: ConflictFact,
  facts: ConflictFacts,
  { baseUrl }: MessagePlaces,
): Line {
  if (lastTime === null) return [text('It was never in conflict before.')];
  const { release, handWork } = lastTime;
  const page = `${baseUrl}/ports/${encodeURIComponent(facts.port.slug)}/${encodeURIComponent(release)}#transition`;
  const work =
    handWork === null
      ? ', hand work not measured'
      : `: ${countWords(handWork, 'line')} changed by hand`;
  return [text('Last time, at '), link(release, page), text(work)];
}
