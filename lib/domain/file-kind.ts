// Says what sort of edit a file change is: exactly one kind for every file change, even where its content is not known.
import { assertNever } from './assert-never.ts';
import { headerLines } from './file-header.ts';
import { buildsOnlyOnPort, type PortPlatforms } from './platform.ts';
import { unquotedPath } from './quoted-path.ts';

/** In the order in which they are tried; the first that fits is the kind. */
export const FILE_KINDS = [
  {
    id: 'outside-source',
    label: 'outside source',
    meaning: 'A file that is not under src/, such as a README or a workflow.',
  },
  {
    id: 'constraint-only',
    label: 'constraint only',
    meaning: 'A file of upstream in which nothing but build constraint lines changed.',
  },
  {
    id: 'removed',
    label: 'removed',
    meaning: 'A file of upstream that the port deletes.',
  },
  {
    id: 'renamed',
    label: 'renamed',
    meaning: 'A file of upstream that the port moves, changed or not.',
  },
  {
    id: 'new-test',
    label: 'new test',
    meaning: 'A test (_test.go, or under testdata/) that the port adds.',
  },
  {
    id: 'generated',
    label: 'generated',
    meaning:
      'A file that the port adds and that a program wrote, by its line "Code generated … DO NOT EDIT".',
  },
  {
    id: 'new-port-file',
    label: 'new port file',
    meaning:
      "A file that the port adds and that, by its name or build constraint, is built on the port's own platforms only.",
  },
  {
    id: 'new-shared-file',
    label: 'new shared file',
    meaning: 'A file that the port adds and that is, or may be, built on other platforms too.',
  },
  {
    id: 'edited-test',
    label: 'edited test',
    meaning: 'A test of upstream (_test.go, or under testdata/) that the port changes.',
  },
  {
    id: 'platform-list',
    label: 'platform list',
    meaning: 'A list of known platforms that the port adds itself to, such as syslist.go.',
  },
  {
    id: 'shared-edit',
    label: 'shared edit',
    meaning:
      'Code of upstream that the port changes in place: the edits that reviewers weigh most.',
  },
] as const;

export type FileKind = (typeof FILE_KINDS)[number]['id'];

export type FileKindInput =
  | {
      readonly status: 'added';
      readonly path: string;
      /** The file's text at head. Null: binary, missing, or no file at all (a submodule). */
      readonly source: string | null;
      readonly port: PortPlatforms;
    }
  | {
      readonly status: 'modified';
      readonly path: string;
      /** Git's status is T: the path became a symlink, a submodule or a file. */
      readonly isTypeChange: boolean;
      /** Lines of `git diff -M -U0` without their sign. Null: binary or not measured. Empty: only the mode changed. */
      readonly changedLines: readonly string[] | null;
    }
  | { readonly status: 'deleted'; readonly path: string }
  | { readonly status: 'renamed'; readonly path: string };

/** The kind of a file change; `path` is the new path, for a deletion the old one. What is not known never makes a kind fit. */
export function classifyFileKind(input: FileKindInput): FileKind {
  const path = unquotedPath(input.path);
  if (path !== 'src' && !path.startsWith('src/')) return 'outside-source';
  switch (input.status) {
    case 'deleted':
      return 'removed';
    case 'renamed':
      return 'renamed';
    case 'added':
      if (isTest(path)) return 'new-test';
      if (input.source !== null && isGenerated(input.source)) return 'generated';
      return buildsOnlyOnPort(input) ? 'new-port-file' : 'new-shared-file';
    case 'modified':
      if (!input.isTypeChange && isConstraintOnly(input.changedLines ?? [])) {
        return 'constraint-only';
      }
      if (isTest(path)) return 'edited-test';
      return isPlatformList(path) ? 'platform-list' : 'shared-edit';
    default:
      return assertNever(input);
  }
}

/** At least one changed line is not blank, and each such line is a `//go:build` or `// +build` line. */
function isConstraintOnly(changedLines: readonly string[]): boolean {
  const written = changedLines.map(trimBlanks).filter((line) => line !== '');
  return written.length > 0 && written.every((line) => /^\/\/\s*(?:\+build|go:build)\b/.test(line));
}

/** Without the spaces, tabs and CRs around it; a loop, since a regex is slow on a line of a million spaces. */
function trimBlanks(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line.charAt(start))) start += 1;
  while (end > start && isBlank(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}

function isTest(path: string): boolean {
  return path.endsWith('_test.go') || path.split('/').slice(0, -1).includes('testdata');
}

function isPlatformList(path: string): boolean {
  return /(?:^|\/)(?:zgoos_[^/]*|zgoarch_[^/]*|syslist|zosarch)\.go$/.test(path);
}

/** Go's convention, https://go.dev/s/generatedcode: a line of its own, "before the first non-comment, non-blank text". */
function isGenerated(source: string): boolean {
  for (const { text } of headerLines(source)) {
    if (/^\/\/ Code generated .* DO NOT EDIT\.\r?$/.test(text)) return true;
  }
  return false;
}
