// Reads what `git merge-tree --write-tree -z` prints: the merged tree, the paths in conflict, and the words git has for each.
import { pathText } from './path-text.ts';
import { splitNul } from './split-nul.ts';

/** One side's version of a path. */
export interface FileVersion {
  readonly mode: string;
  readonly oid: string;
}

export interface ConflictStages {
  readonly base: FileVersion | null;
  readonly ours: FileVersion | null;
  readonly theirs: FileVersion | null;
}

export interface MergeConflict {
  readonly path: string;
  readonly pathBytes: Buffer;
  /** Where the merged tree keeps the versions: a file that a directory is in the way of stands beside it under another name. */
  readonly pathsInTree: readonly string[];
  readonly stages: ConflictStages;
  /** The stable short strings of git without "CONFLICT (…)": "contents", "modify/delete"; sorted, each once. */
  readonly gitTypes: readonly string[];
}

/** A conflict that leaves no path unmerged, such as a directory that was split in two. */
export interface UnplacedConflict {
  readonly paths: readonly string[];
  readonly gitType: string;
}

export interface MergeAnswer {
  readonly tree: string;
  /** In git's order of paths. The stages alone say which paths conflict. */
  readonly conflicts: readonly MergeConflict[];
  readonly unplaced: readonly UnplacedConflict[];
}

/** The revisions that merge-tree was given: it puts their names into paths and into conflict markers. */
export interface MergeLabels {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * NUL-terminated (https://git-scm.com/docs/git-merge-tree#OUTPUT):
 *   <tree>
 *   100644 <oid> 1 TAB src/a.go        one for each stage, then an empty field and the messages:
 *   2, src/a.go, src/b.go, CONFLICT (rename/delete), <a sentence that may change with git's version>
 * After a clean merge the tree stands alone. Null: this is not such an answer.
 */
export function readMergeAnswer(stdout: Buffer, labels: MergeLabels): MergeAnswer | null {
  const fields = splitNul(stdout);
  const tree = fields[0]?.toString('latin1') ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(tree) || !endsAsItShould(stdout)) return null;
  const firstEmpty = fields.findIndex((field) => field.length === 0);
  const entriesEnd = firstEmpty < 0 ? fields.length : firstEmpty;

  const conflicts = new Map<string, DraftConflict>();
  for (const field of fields.slice(1, entriesEnd)) {
    const entry = readStage(field, labels);
    if (!entry) return null;
    const draft = conflicts.get(entry.path) ?? {
      path: entry.path,
      pathBytes: entry.pathBytes,
      pathsInTree: new Set<string>(),
      stages: { base: null, ours: null, theirs: null },
      gitTypes: new Set<string>(),
    };
    draft.pathsInTree.add(entry.pathInTree);
    draft.stages[entry.side] = entry.version;
    conflicts.set(entry.path, draft);
  }

  const messages = readMessages(fields.slice(entriesEnd + 1), labels);
  if (!messages) return null;
  const unplaced: UnplacedConflict[] = [];
  for (const { paths, gitType } of messages) {
    const placed = paths.flatMap((path) => conflicts.get(path) ?? []);
    for (const conflict of placed) conflict.gitTypes.add(gitType);
    if (placed.length === 0) unplaced.push({ paths, gitType });
  }
  return {
    tree,
    conflicts: [...conflicts.values()].map((draft) => ({
      ...draft,
      pathsInTree: [...draft.pathsInTree],
      gitTypes: [...draft.gitTypes].sort(),
    })),
    unplaced,
  };
}

/** Behind the last field there is nothing, or git's advice about submodules, which it prints with -z as without. */
function endsAsItShould(stdout: Buffer): boolean {
  const rest = stdout.subarray(stdout.lastIndexOf(0) + 1);
  return (
    rest.length === 0 || rest.toString('latin1', 0, 33) === 'Recursive merging with submodules'
  );
}

interface DraftConflict {
  readonly path: string;
  readonly pathBytes: Buffer;
  readonly pathsInTree: Set<string>;
  readonly stages: Record<keyof ConflictStages, FileVersion | null>;
  readonly gitTypes: Set<string>;
}

const SIDES: Readonly<Record<string, keyof ConflictStages>> = {
  '1': 'base',
  '2': 'ours',
  '3': 'theirs',
};

function readStage(field: Buffer, labels: MergeLabels) {
  const tab = field.indexOf(0x09);
  const [mode = '', oid = '', stage = ''] = field.toString('latin1', 0, tab).split(' ');
  const side = SIDES[stage];
  if (tab < 0 || !side || !/^[0-7]{6}$/.test(mode) || !/^[0-9a-f]{40,64}$/.test(oid)) return null;
  const bytesInTree = Buffer.from(field.subarray(tab + 1));
  const pathBytes = withoutLabel(bytesInTree, labels);
  return {
    path: pathText(pathBytes),
    pathBytes,
    pathInTree: pathText(bytesInTree),
    side,
    version: { mode, oid },
  };
}

/** Messages about conflicts; null when the fields do not add up. */
function readMessages(fields: readonly Buffer[], labels: MergeLabels): UnplacedConflict[] | null {
  const messages: UnplacedConflict[] = [];
  for (let index = 0; index < fields.length;) {
    const count = Number(fields[index]?.toString('latin1'));
    const typeAt = index + 1 + count;
    const [type, sentence] = [fields[typeAt], fields[typeAt + 1]];
    if (!Number.isInteger(count) || !type || !sentence) return null;
    const gitType = /^CONFLICT ?\((.*)\)$/.exec(type.toString('utf8'))?.[1];
    if (gitType !== undefined) {
      const paths = fields.slice(index + 1, typeAt);
      messages.push({
        paths: [...new Set(paths.map((path) => pathText(withoutLabel(path, labels))))],
        gitType,
      });
    }
    index = typeAt + 2;
  }
  return messages;
}

/** Takes the "~<revision>" off that merge-ort adds to a path that something else stands in the way of (unique_path). */
function withoutLabel(path: Buffer, { ours, theirs }: MergeLabels): Buffer {
  const text = path.toString('latin1');
  const added = [ours, theirs].map((label) => text.lastIndexOf(`~${label}`)).find((at) => at > 0);
  if (added === undefined || !/^~[0-9a-f]+(?:_\d+)?$/.test(text.slice(added))) return path;
  return path.subarray(0, added);
}
