// Says in one word why a path could not be merged: exactly one type for every conflict, whatever words git adds later.

/** In the order in which they are tried; the first that fits is the type. */
export const CONFLICT_TYPES = [
  {
    id: 'submodule',
    label: 'submodule',
    meaning: 'Both sides moved a submodule, or only one still has it there.',
  },
  {
    id: 'binary',
    label: 'binary',
    meaning: 'Both sides changed a binary file, which has no lines to merge.',
  },
  {
    id: 'file/directory',
    label: 'file/directory',
    meaning: 'The path is a file on one side and a directory on the other.',
  },
  {
    id: 'type',
    label: 'file type',
    meaning:
      'The path is an ordinary file on one side and a symbolic link or submodule on the other.',
  },
  {
    id: 'directory rename',
    label: 'directory rename',
    meaning: 'One side added the file in a directory that the other side moved or split.',
  },
  {
    id: 'rename/delete',
    label: 'rename/delete',
    meaning: 'One side renamed the file, the other deleted it.',
  },
  {
    id: 'rename/rename',
    label: 'rename/rename',
    meaning: 'Both sides renamed the file, differently, or two files to this one name.',
  },
  {
    id: 'modify/delete',
    label: 'modify/delete',
    meaning: 'One side changed the file, the other deleted it.',
  },
  {
    id: 'mode',
    label: 'mode',
    meaning: 'Both sides have the same content with different permissions.',
  },
  {
    id: 'add/add',
    label: 'add/add',
    meaning: 'Both sides added a file of this name with different content.',
  },
  {
    id: 'content',
    label: 'content',
    meaning: 'Both sides changed the same lines, or lines next to each other.',
  },
  { id: 'other', label: 'other', meaning: 'Git names a reason that has no word here.' },
] as const;

export type ConflictType = (typeof CONFLICT_TYPES)[number]['id'];

/** A version of a path: git's mode and the blob's object name. */
export interface ConflictVersion {
  readonly mode: string;
  readonly oid: string;
}

/** Null: that side has no such path. */
export interface ConflictVersions {
  readonly base: ConflictVersion | null;
  readonly upstream: ConflictVersion | null;
  readonly port: ConflictVersion | null;
}

// git's stable strings, without "CONFLICT (…)": type_short_descriptions in merge-ort.c
const BY_GIT_TYPE: readonly (readonly [RegExp, ConflictType])[] = [
  [/^binary$/, 'binary'],
  [/^file\/directory$/, 'file/directory'],
  [/^distinct modes$/, 'type'],
  [/directory rename/, 'directory rename'],
  [/^rename\/delete$/, 'rename/delete'],
  [/^rename\/rename$|^rename involved in collision$/, 'rename/rename'],
  [/^modify\/delete$/, 'modify/delete'],
];

/** `gitTypes` are the words in the brackets of git's stable conflict strings; several may apply to one path. */
export function classifyConflict(
  gitTypes: readonly string[],
  { base, upstream, port }: ConflictVersions,
): ConflictType {
  const versions = [base, upstream, port].filter((version) => version !== null);
  const isSubmodule = versions.some(({ mode }) => mode === '160000');
  if (gitTypes.some((type) => type.startsWith('submodule'))) return 'submodule';
  const named = BY_GIT_TYPE.find(([pattern]) => gitTypes.some((type) => pattern.test(type)));
  if (isSubmodule && (named === undefined || named[1] === 'modify/delete')) return 'submodule';
  if (named) return named[1];
  if (!gitTypes.includes('contents')) return 'other';
  if (upstream?.oid === port?.oid) return 'mode';
  return base === null ? 'add/add' : 'content';
}
