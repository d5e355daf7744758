// Writes a rehearsal for a terminal, for a program, and for GitHub Actions; names from repositories are made harmless in each.
import { randomUUID } from 'node:crypto';

import type { RehearsalReport } from './rehearse-now.ts';

/** Verdict first, then a table. */
export function formatRehearsal({
  names,
  target,
  outcome,
  conflicts,
  unplaced,
}: RehearsalReport): string {
  const onto = `${printable(names.onto)} (${target.slice(0, 12)})`;
  if (outcome === 'clean') return `${printable(names.from)} onto ${onto}: clean.\n`;
  const files = `${conflicts.length} ${conflicts.length === 1 ? 'file' : 'files'} in conflict`;
  const undecided = unplaced.map(
    ({ gitType, paths }) =>
      `git could not decide (${gitType}): ${paths.map(printable).join(', ')}\n`,
  );
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
  const parts = [
    `${printable(names.from)} onto ${onto}: ${files}.\n`,
    ...(conflicts.length === 0 ? [] : [`${lines.join('\n')}\n`]),
    ...(undecided.length === 0 ? [] : [undecided.join('')]),
  ];
  return parts.join('\n');
}

/** One line of JSON; GitHub Actions looks for "##[" in all that a step prints. */
export function formatRehearsalJson(report: RehearsalReport): string {
  return `${JSON.stringify(toRehearsalJson(report)).replaceAll('##[', '#\\u0023[')}\n`;
}

function toRehearsalJson({ names, target, outcome, conflicts, unplaced }: RehearsalReport) {
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
      culpritReason: culprit.unmeasuredReason,
      monotonic: culprit.isMonotonic,
      candidates: culprit.candidates,
    })),
    unplaced,
  };
}

/**
 * The report and an annotation for each conflict. Names could be commands to GitHub Actions, so it is told to heed none while
 * they are printed; nobody can guess the word that ends that.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export function formatRehearsalForActions(report: RehearsalReport): string {
  const word = randomUUID();
  const text = `::stop-commands::${word}\n${formatRehearsal(report)}::${word}::\n`;
  return text + formatAnnotations(report);
}

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
function formatAnnotations({ names, conflicts, unplaced }: RehearsalReport): string {
  const undecided = unplaced.map(
    ({ gitType }) =>
      `::error title=Rebase conflict::${data(`Conflicts with ${names.onto}: git could not decide (${gitType})`)}\n`,
  );
  const placed = conflicts.map(({ path, type, culprit }) => {
    const by = culprit.commit ? `, since ${culprit.commit.cl ?? culprit.commit.sha}` : '';
    const message = `Conflicts with ${names.onto} (${type})${by}`;
    return `::error file=${property(path)},title=Rebase conflict::${data(message)}\n`;
  });
  return [...placed, ...undecided].join('');
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
