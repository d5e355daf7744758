import { describe, expect, it } from 'vitest';
import { formatConstraint } from './build-constraint.ts';
import { readConstraints } from './file-constraint.ts';

function read(...lines: readonly string[]): string {
  const found = readConstraints(lines.join('\n'));
  if (found.kind === 'none') return 'none';
  return found.kind === 'malformed' ? `malformed: ${found.reason}` : formatConstraint(found.expr);
}

describe('a //go:build line', () => {
  it.each<[string, readonly string[], string]>([
    ['stands first', ['//go:build linux', '', 'package p'], 'linux'],
    ['needs no blank line after it', ['//go:build linux', 'package p'], 'linux'],
    [
      'may follow a licence',
      ['// Copyright', '', '//go:build linux && !arm', '', 'package p'],
      'linux && !arm',
    ],
    [
      'may follow a block comment',
      ['/* Copyright', ' all */', '//go:build linux', 'package p'],
      'linux',
    ],
    [
      'may follow several comments on a line',
      ['/* a */ /* b', '*/ // c', '//go:build linux', 'package p'],
      'linux',
    ],
    [
      'may be indented, with Windows line ends',
      ['\t//go:build linux\r', '\r', 'package p\r'],
      'linux',
    ],
    ['may follow a byte order mark', ['\uFEFF//go:build linux', '', 'package p'], 'linux'],
    ['may be the only line', ['//go:build linux'], 'linux'],
    [
      'may stand in assembly',
      ['// Copyright', '//go:build linux', '', '#include "textflag.h"'],
      'linux',
    ],
    ['may stand in C', ['/*', ' * Copyright', ' */', '', '//go:build linux', '#ifdef X'], 'linux'],
    [
      'wins over // +build lines',
      ['//go:build linux', '// +build darwin', '', 'package p'],
      'linux',
    ],
    ['wins from below them', ['// +build darwin', '', '//go:build linux', 'package p'], 'linux'],
    ['counts for nothing after the package clause', ['package p', '//go:build linux', ''], 'none'],
    ['counts for nothing after an include', ['#include "a.h"', '//go:build linux', ''], 'none'],
    [
      'counts for nothing in a block comment',
      ['/*', '//go:build linux', '*/', 'package p'],
      'none',
    ],
    ['counts for nothing behind a comment', ['/* x */ //go:build linux', 'package p'], 'none'],
    ['has no space after the slashes', ['// go:build linux', '', 'package p'], 'none'],
    ['is not another directive', ['//go:buildsomething linux', '', 'package p'], 'none'],
    [
      'stands once',
      ['//go:build linux', '//go:build arm', 'package p'],
      'malformed: multiple //go:build comments',
    ],
    ['is not empty', ['//go:build', '', 'package p'], 'malformed: unexpected end of expression'],
    [
      'must parse',
      ['//go:build linux darwin', '', 'package p'],
      'malformed: unexpected token darwin',
    ],
    [
      'must parse even where // +build does',
      ['//go:build (', '// +build linux', '', 'package p'],
      'malformed: unexpected end of expression',
    ],
    ['may be bad where nobody looks', ['package p', '//go:build ((('], 'none'],
  ])('%s', (_rule, lines, expected) => {
    expect(read(...lines)).toBe(expected);
  });
});

describe('// +build lines', () => {
  it.each<[string, readonly string[], string]>([
    ['stand above a blank line', ['// +build linux darwin', '', 'package p'], 'linux || darwin'],
    [
      'are joined by AND',
      ['// +build linux darwin', '// +build arm,!cgo', '', 'package p'],
      '(linux || darwin) && arm && !cgo',
    ],
    ['need no space', ['//+build linux', '', 'package p'], 'linux'],
    ['may have Windows line ends', ['// +build linux\r', '\r', 'package p\r'], 'linux'],
    ['may stand in assembly', ['// +build linux', '', '#include "textflag.h"'], 'linux'],
    ['without a blank line are a doc comment', ['// +build linux', 'package p'], 'none'],
    [
      'without a blank line are a doc comment, others not',
      ['// +build linux', '', '// +build arm', 'package p'],
      'linux',
    ],
    [
      'may have other comments around',
      ['// Copyright', '// +build linux', '// more', '', '// Package p', 'package p'],
      'linux',
    ],
    ['at the end of a file need the blank line too', ['// +build linux'], 'none'],
    ['at the end of a file with the blank line', ['// +build linux', '', ''], 'linux'],
    [
      'below a block comment count for nothing',
      ['/* Copyright */', '', '// +build linux', '', 'package p'],
      'none',
    ],
    [
      'above a block comment count',
      ['// +build linux', '', '/* Package p */', 'package p'],
      'linux',
    ],
    [
      'in front of a block comment need the blank line',
      ['// +build linux', '/*', '', '*/', 'package p'],
      'none',
    ],
    ['are not other words', ['// +builder linux', '', 'package p'], 'none'],
    ['are not in the middle of a comment', ['// see +build linux', '', 'package p'], 'none'],
    ['with no tag exclude the file', ['// +build', '', 'package p'], 'ignore'],
    [
      'too long for Go are ignored',
      [`// +build ${'a '.repeat(102)}`, '// +build b', '', 'package p'],
      'b',
    ],
  ])('%s', (_rule, lines, expected) => {
    expect(read(...lines)).toBe(expected);
  });
});

it.each<[string, string]>([
  ['an empty file', ''],
  ['only a package clause', 'package p\n'],
  ['an unfinished comment', '/* //go:build linux'],
  ['bytes that are no text', '\0\u0001\uFFFD\n//go:build linux\n'],
])('finds none in %s', (_what, source) => {
  expect(readConstraints(source)).toEqual({ kind: 'none' });
});

it('reads no further than the header of a large file', () => {
  const source = `//go:build linux\n\npackage p\n${'x'.repeat(20_000_000)}`;
  const start = performance.now();
  for (let count = 0; count < 1000; count += 1) readConstraints(source);
  expect(performance.now() - start).toBeLessThan(1000);
});
