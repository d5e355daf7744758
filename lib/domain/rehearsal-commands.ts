// The plain git commands that make a rehearsal and a transition again, with what each must answer; git 2.39 can run them all.
import type { GitCommand } from './git-commands.ts';
import { formatShortstat } from './git-shortstat.ts';
import { unquotedPath } from './quoted-path.ts';
import type { TransitionDetail } from './transition-view.ts';

export interface RehearsalPlaces {
  readonly upstreamUrl: string;
  readonly forkUrl: string;
  /** Base and head of the rebase that is rehearsed. */
  readonly baseSha: string;
  readonly headSha: string;
  /** The upstream commit it is merged onto. */
  readonly targetSha: string;
}

const merge =
  'git -c merge.renameLimit=100000 -c merge.renames=true -c merge.directoryRenames=conflict merge-tree --write-tree --name-only --no-messages';

/** `conflictedFiles` null: it could not be measured, so no answer is promised. */
export function rehearsalCommands(
  { upstreamUrl, forkUrl, baseSha, headSha, targetSha }: RehearsalPlaces,
  conflictedFiles: number | null,
  alsoFetch: readonly string[] = [],
): readonly GitCommand[] {
  const heads = [headSha, ...alsoFetch].join(' ');
  return [
    {
      what: 'Bring the commits into an empty repository',
      command: `git init -q rehearsal && cd rehearsal && git fetch -q ${upstreamUrl} ${baseSha} ${targetSha} && git fetch -q ${forkUrl} ${heads}`,
      answer: null,
    },
    {
      what: 'Three commits on the trees alone, so that the merge has this base and no other',
      command: `B=$(git commit-tree -m base '${baseSha}^{tree}'); U=$(git commit-tree -p $B -m upstream '${targetSha}^{tree}'); P=$(git commit-tree -p $B -m port '${headSha}^{tree}')`,
      answer: null,
    },
    {
      what: 'The merge: its tree, then the paths in conflict. It ends with 0 when clean, with 1 on conflicts',
      command: `${merge} $U $P > merged; tail -n +2 merged`,
      answer: conflictedFiles === null ? null : describePaths(conflictedFiles),
    },
  ];
}

/** Candidates for the culprit of a path, in the order in which they landed. */
export function culpritCommand(
  { baseSha, targetSha }: Pick<RehearsalPlaces, 'baseSha' | 'targetSha'>,
  path: string,
): GitCommand {
  return {
    what: 'Upstream’s commits that name a path in conflict: the culprit is the first from which on it conflicts',
    command: `git log --reverse --no-merges --no-renames --full-history --format='%h %cs %s' ${baseSha}..${targetSha} -- ${shellWord(path)}`,
    answer: null,
  };
}

/** One conflict of a rehearsal: the merge, and then what the page of the conflict shows. */
export function conflictCommands(
  places: RehearsalPlaces,
  { path, hunks }: { readonly path: string; readonly hunks: number | null },
  conflictedFiles: number,
): readonly GitCommand[] {
  const { baseSha, headSha, targetSha } = places;
  const merges = rehearsalCommands(places, conflictedFiles);
  // Git shows such a path quoted, and takes none so quoted.
  if (unquotedPath(path) !== path) return merges;
  const file = shellWord(path);
  const diff = 'git --literal-pathspecs diff --histogram';
  return [
    ...merges,
    ...(hunks === null
      ? []
      : [
          {
            what: 'Git’s merged file, with its conflict regions: “<” is upstream’s side, “>” the port’s',
            command: `git show $(head -1 merged):${file}`,
            answer: null,
          },
          {
            what: 'How many regions there are',
            command: `git show $(head -1 merged):${file} | grep -c '^<<<<<<< '`,
            answer: String(hunks),
          },
        ]),
    {
      what: 'Upstream’s change to the file, against the base',
      command: `${diff} ${baseSha} ${targetSha} -- ${file}`,
      answer: null,
    },
    {
      what: 'The port’s change to the file, against the base',
      command: `${diff} ${baseSha} ${headSha} -- ${file}`,
      answer: null,
    },
    culpritCommand(places, path),
  ];
}

/** The step to `headSha`; `places` are of the rebase before, and its target the base of this one. */
export function transitionCommands(
  places: RehearsalPlaces,
  headSha: string,
  { conflictedFiles, conflicts, measure, flow }: TransitionDetail,
): readonly GitCommand[] {
  const { baseSha: from, headSha: port, targetSha: to } = places;
  const touched = `git diff --raw -M --diff-filter=a ${from} ${port} | cut -f2 | xargs -d '\\n' git --literal-pathspecs`;
  const merged = conflicts.find(({ type }) => type === 'content');
  return [
    ...rehearsalCommands(places, conflictedFiles, [headSha]),
    {
      what: 'Hand work in paths that merged cleanly: lines of each (leave out those in conflict)',
      command: `git diff --no-renames --numstat $(head -1 merged) ${headSha}`,
      answer: null,
    },
    ...(merged === undefined
      ? []
      : [
          {
            what: 'Hand work in a path in conflict, here the first: the smaller of the two distances',
            command: conflictCommand(merged.path, { from, port, to, headSha }),
            answer: null,
          },
          culpritCommand(places, merged.path),
        ]),
    {
      what: 'Paths that upstream changed: hand work in them, or in conflict, is adaptation; the rest is own work',
      command: `git diff --no-renames --name-only ${from} ${to}`,
      answer: null,
    },
    {
      what: 'Pressure: what upstream changed in the files of the touch surface',
      command: `${touched} diff --no-renames --shortstat ${from} ${to} --`,
      answer: measure === null ? null : formatShortstat(measure.pressure),
    },
    {
      what: 'Commits of upstream that did it',
      command: `${touched} rev-list --count --no-merges --full-history ${from}..${to} --`,
      answer: measure === null ? null : String(measure.pressure.commits),
    },
    {
      what: 'Patch flow: = same, ! changed, < dropped, > new',
      command: `git range-diff -s --no-color ${from}..${port} ${to}..${headSha} | awk '{ print $3 }' | sort | uniq -c`,
      answer:
        flow === null
          ? null
          : `${flow.same} =, ${flow.changed} !, ${flow.dropped} <, ${flow.new} >`,
    },
  ];
}

function conflictCommand(
  path: string,
  at: {
    readonly from: string;
    readonly port: string;
    readonly to: string;
    readonly headSha: string;
  },
): string {
  const show = [
    `git show ${at.to}:"$f" > ours`,
    `git show ${at.from}:"$f" > base`,
    `git show ${at.port}:"$f" > theirs`,
    `git show ${at.headSha}:"$f" > made`,
  ].join('; ');
  return `f=${shellWord(path)}; ${show}; for side in ours theirs; do git merge-file -p --$side ours base theirs > $side.merged; git diff --no-index --numstat $side.merged made; done`;
}

function describePaths(count: number): string {
  return count === 0 ? '' : `${count} ${count === 1 ? 'path' : 'paths'}`;
}

/** One word for a POSIX shell, whatever it holds. */
export function shellWord(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
