// Decides what the page of a file says in words: what the patch does to it, and why there are no lines where there are none.
import { formatCount, formatLines, formatPlural } from '#components/ui/format-count.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { Slice, VersionFacts } from '#lib/domain/conflict-reading.ts';
import type { FileChange } from '#lib/domain/measurement.ts';
import type { PatchHunk, PatchReading } from '#lib/domain/patch-reading.ts';

/** "+22 −4 lines"; as the measurement counted them. */
export function describeLines({
  binary,
  insertions,
  deletions,
}: Pick<FileChange, 'binary' | 'insertions' | 'deletions'>): string {
  if (binary) return 'binary, without lines';
  if (insertions === null || deletions === null) return 'lines not counted';
  return insertions + deletions === 0 ? 'no line' : `${formatLines(insertions, deletions)} lines`;
}

/** "@@ −12,7 +12,9 @@": where a hunk is in both versions, as git writes it. */
export function hunkPlace({ base, head, lines, cutLines }: PatchHunk): string {
  // A hunk that is cut has lines that nobody counted by side.
  const isCut = cutLines > 0;
  const span = (slice: Slice | null): string => {
    if (slice === null || slice.start === null) return '0,0';
    const count = slice.lines.length;
    return isCut || count === 1 ? `${slice.start + 1}` : `${slice.start + 1},${count}`;
  };
  return lines.length === 0 ? '' : `@@ −${span(base)} +${span(head)} @@`;
}

/** What stands above the lines, or alone where there are none; one sentence each. */
export function describeFile(
  { versions: { base, head }, hunks }: PatchReading,
  { status, previousPath }: Pick<FileChange, 'status' | 'previousPath'>,
): readonly string[] {
  const sentences: string[] = [];
  if (previousPath !== null) {
    const isText = base.kind === 'text' && head.kind === 'text';
    const rest = !isText ? '' : hunks.length === 0 ? ', its content unchanged' : ' and changed';
    sentences.push(`Moved from ${previousPath}${rest}.`);
  }
  const mode = describeMode(base, head);
  if (mode !== null) sentences.push(mode);
  const lineless = describeLineless(base, head);
  if (lineless !== null) sentences.push(lineless);
  if (hunks.length === 0 && sentences.length === 0) {
    sentences.push(
      status === 'added'
        ? 'An empty file: it has no lines to show.'
        : status === 'deleted'
          ? 'It was empty: it had no lines to show.'
          : 'Git finds no line that differs.',
    );
  }
  return sentences;
}

/** Null: an ordinary file on either side, its mode the same. */
function describeMode(base: VersionFacts, head: VersionFacts): string | null {
  const [old, now] = [modeOf(base), modeOf(head)];
  if (old === null || now === null || old === now) return specialMode(now ?? old);
  const what = `It was ${MODE_WORDS[old] ?? old} and is ${MODE_WORDS[now] ?? now}`;
  const [isOldFile, isFile] = [old, now].map((mode) => mode.startsWith('100'));
  return isOldFile === isFile
    ? `${what} (mode ${old} → ${now}).`
    : `${what}: git shows one deleted and the other added.`;
}

function specialMode(mode: string | null): string | null {
  if (mode === '120000') return 'A symbolic link: its content is the path that it leads to.';
  return mode === SUBMODULE
    ? 'A submodule: a commit of another repository stands for its content.'
    : null;
}

const SUBMODULE = '160000';

const MODE_WORDS: Readonly<Record<string, string>> = {
  '100644': 'a file',
  '100755': 'an executable file',
  '120000': 'a symbolic link',
  [SUBMODULE]: 'a submodule',
};

/** Null: not there. */
function modeOf(version: VersionFacts): string | null {
  switch (version.kind) {
    case 'absent':
      return null;
    case 'submodule':
      return SUBMODULE;
    case 'text':
    case 'binary':
    case 'large':
    case 'missing':
      return version.mode;
    default:
      return assertNever(version);
  }
}

/** Null: git compares its lines. */
function describeLineless(base: VersionFacts, head: VersionFacts): string | null {
  const versions = [base, head];
  const missing = versions.find((version) => version.kind === 'missing');
  if (missing !== undefined) {
    return `The mirror does not hold blob ${missing.oid.slice(0, 12)}, so its lines are not here. The commands below fetch it.`;
  }
  const sizes = describeSizes(base, head);
  if (versions.some(({ kind }) => kind === 'binary')) {
    return `A binary file has no lines to show${sizes}.`;
  }
  return versions.some(({ kind }) => kind === 'large')
    ? `The file is too large to be shown here${sizes}. The commands below show it.`
    : null;
}

/** ": 12 bytes, and 16 before" */
function describeSizes(base: VersionFacts, head: VersionFacts): string {
  const [before, now] = [base, head].map((version) =>
    'bytes' in version ? formatPlural(version.bytes, 'byte') : null,
  );
  if (now === null || now === undefined) return before ? `: it had ${before}` : '';
  return before ? `: ${now}, and ${before} before` : `: ${now}`;
}

/** What is left out at the end. Null: nothing is. */
export function describeCut({ hunks, cutHunks, sums }: PatchReading): string | null {
  const cutLines = hunks.reduce((sum, hunk) => sum + hunk.cutLines, 0);
  if (cutLines + cutHunks === 0) return null;
  const shown = hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const parts = [
    ...(cutLines > 0 ? [formatPlural(cutLines, 'more line')] : []),
    ...(cutHunks > 0 ? [formatPlural(cutHunks, 'more hunk')] : []),
  ];
  const whole = sums === null ? '' : ` of ${formatLines(sums.insertions, sums.deletions)} in all`;
  return `The first ${formatCount(shown)} lines${whole}: ${parts.join(' and ')} left out here. The commands below show it whole, and so does GitHub.`;
}
