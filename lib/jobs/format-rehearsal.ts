// Writes a rehearsal for a terminal, for a program, and for GitHub Actions; names from repositories are made harmless in each.
import type { RehearsalReport } from './rehearse-now.ts';

/** Verdict first, then a table. */
export function formatRehearsal({ names, target, outcome, conflicts }: RehearsalReport): string {
  const onto = `${printable(names.onto)} (${target.slice(0, 12)})`;
  if (outcome === 'clean') return `${printable(names.from)} onto ${onto}: clean.\n`;
  const files = `${conflicts.length} ${conflicts.length === 1 ? 'file' : 'files'} in conflict`;
  const rows = conflicts.map(({ path, type, hunks, culprit }) => [
    printable(path),
    type,
    hunks === null ? '–' : String(hunks),
    culprit.commit?.sha.slice(0, 12) ?? '–',
    culprit.commit?.landedAt.toISOString().slice(0, 10) ?? '–',
    culprit.commit
      ? printable(culprit.commit.cl ?? culprit.commit.subject)
      : (culprit.unmeasuredReason ?? '–'),
  ]);
  const table = [['path', 'type', 'hunks', 'culprit', 'landed', 'change'], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${printable(names.from)} onto ${onto}: ${files}.\n\n${lines.join('\n')}\n`;
}

export function toRehearsalJson({ names, target, outcome, conflicts }: RehearsalReport) {
  return {
    from: names.from,
    onto: names.onto,
    target,
    outcome,
    conflicts: conflicts.map(({ path, type, subsystem, hunks, culprit }) => ({
      path,
      type,
      subsystem,
      hunks,
      culprit: culprit.commit && {
        sha: culprit.commit.sha,
        date: culprit.commit.landedAt.toISOString(),
        author: culprit.commit.author,
        subject: culprit.commit.subject,
        cl: culprit.commit.cl,
      },
    })),
  };
}

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
export function formatAnnotations({ names, conflicts }: RehearsalReport): string {
  return conflicts
    .map(({ path, type, culprit }) => {
      const by = culprit.commit ? `, since ${culprit.commit.cl ?? culprit.commit.sha}` : '';
      const message = `Conflicts with ${names.onto} (${type})${by}`;
      return `::error file=${property(path)},title=Rebase conflict::${data(message)}\n`;
    })
    .join('');
}

/** A name may hold what moves a terminal's cursor. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
