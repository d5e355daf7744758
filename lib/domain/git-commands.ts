// The plain git commands that make a rebase's numbers again, with what each must answer.
import { formatShortstat } from './git-shortstat.ts';
import type { MeasuredSums } from './rebase-view.ts';

export interface GitCommand {
  readonly what: string;
  readonly command: string;
  /** What git prints, where it is one line. */
  readonly answer: string | null;
}

export interface CommandPlaces {
  readonly upstreamUrl: string;
  readonly forkUrl: string;
  readonly baseSha: string;
  readonly headSha: string;
}

/** In the order in which one would type them; the first ones bring the commits. */
export function gitCommands(
  { upstreamUrl, forkUrl, baseSha, headSha }: CommandPlaces,
  { patch, touch, commits }: MeasuredSums,
): readonly GitCommand[] {
  const range = `${baseSha} ${headSha}`;
  return [
    {
      what: 'Bring both commits into an empty repository',
      command: `git init -q port && cd port && git fetch -q ${upstreamUrl} ${baseSha} && git fetch -q ${forkUrl} ${headSha}`,
      answer: null,
    },
    {
      what: 'Patch',
      command: `git diff -M --shortstat ${range}`,
      answer: formatShortstat(patch),
    },
    {
      what: 'Touch surface: the same without the files that the port adds',
      command: `git diff -M --diff-filter=a --shortstat ${range}`,
      answer: formatShortstat(touch),
    },
    {
      what: 'Commits',
      command: `git rev-list --count ${baseSha}..${headSha}`,
      answer: String(commits),
    },
    {
      what: 'Lines of every file; a subsystem is the sum of its paths',
      command: `git diff -M --numstat ${range}`,
      answer: null,
    },
    {
      what: 'Changed lines alone, which tell the kinds apart',
      command: `git diff -M -U0 ${range}`,
      answer: null,
    },
    {
      what: 'Copied from: git’s own choice for each added file',
      command: `git diff -l0 -C50% --find-copies-harder --name-status --diff-filter=CR ${range}`,
      answer: null,
    },
    {
      what: 'Dates of the two commits',
      command: `git show -s --format=%cI ${range}`,
      answer: null,
    },
  ];
}
