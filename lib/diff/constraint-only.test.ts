import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileContent } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { measureCommits } from '#lib/testing/measure-commits.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeAll(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterAll(() => {
  root.remove();
});

const BODY = '\npackage os\n\nfunc f() {}\n';

describe('an edit of a file of upstream', () => {
  it.each<
    readonly [isConstraintOnly: boolean, what: string, before: FileContent, after: FileContent]
  >([
    [true, 'a changed +build line', `// +build linux\n${BODY}`, `// +build linux tamago\n${BODY}`],
    [true, 'a changed go:build line', `//go:build linux\n${BODY}`, `//go:build tamago\n${BODY}`],
    [true, 'an added line', BODY, `//go:build !tamago\n${BODY}`],
    [true, 'a removed line', `// +build linux\n${BODY}`, BODY],
    [true, 'both kinds of line', BODY, `//go:build a\n// +build a\n${BODY}`],
    [true, 'a line and blank lines', BODY, `//go:build a\n\n  \n\t\r\n${BODY}`],
    [true, 'no space before +build', `//+build a\n${BODY}`, `//+build b\n${BODY}`],
    [true, 'a space before go:build', BODY, `// go:build b\n${BODY}`],
    [true, 'indented lines', BODY, `  \t//go:build b\n${BODY}`],
    [true, 'lines that end in CR', `// +build a\r\n${BODY}`, `// +build b\r\n${BODY}`],
    [true, 'a line whose end alone changed', `// +build a\r\n${BODY}`, `// +build a\n${BODY}`],
    [true, 'a line without a newline at its end', '// +build a', '// +build b'],
    [true, 'a very long line', BODY, `//go:build ${'a || '.repeat(3_000)}b\n${BODY}`],
    [true, 'a line behind very many blanks', BODY, `${' '.repeat(9_000)}//go:build b\n${BODY}`],
    [
      true,
      'a line, and a blank one of a megabyte',
      BODY,
      `//go:build b\n${' '.repeat(1e6)}\n${BODY}`,
    ],
    [true, 'a line and the mode', `// +build a\n${BODY}`, { executable: `// +build b\n${BODY}` }],
    [
      true,
      'a line in an assembly file',
      '// +build a\n\nTEXT ·f(SB)\n',
      '// +build b\n\nTEXT ·f(SB)\n',
    ],
    [false, 'one line of code more', `// +build a\n${BODY}`, `// +build b\n${BODY}var x int\n`],
    [false, 'code behind very many blanks', BODY, `//go:build b\n${' '.repeat(9_000)}x()\n${BODY}`],
    [false, 'a comment', BODY, `// comment\n${BODY}`],
    [false, 'a comment that mentions it', BODY, `// see +build\n${BODY}`],
    [false, 'a word that begins like it', BODY, `// +builder\n//go:builds\n${BODY}`],
    [false, 'a block comment', BODY, `/* +build a */\n${BODY}`],
    [false, 'a constraint behind code', `${BODY}var x int\n`, `${BODY}var x int // +build a\n`],
    [false, 'blank lines only', BODY, `\n\n${BODY}`],
    [false, 'the mode only', BODY, { executable: BODY }],
    [false, 'a file that is binary', '// +build a\n\0', '// +build b\n\0'],
    [false, 'a file that became a link', '// +build a', { symlinkTo: '// +build b' }],
    [false, 'a line like a header of the patch', BODY, `--- a/x\n//go:build b\n${BODY}`],
    [false, 'more lines than can be kept', BODY, `${'//go:build a\n'.repeat(10_001)}${BODY}`],
  ])('is %s for constraint-only: %s', async (isConstraintOnly, _what, before, after) => {
    const path = 'src/os/exec.go';
    const base = repo.commit({ files: { [path]: before }, replaceTree: true });
    const head = repo.commit({ files: { [path]: after }, replaceTree: true });
    const { files } = await measureCommits(repo, { base, head });
    expect(files).toHaveLength(1);
    expect(files[0]?.kind).toBe(isConstraintOnly ? 'constraint-only' : 'shared-edit');
  });

  it('is renamed or outside of source before it is constraint-only', async () => {
    const base = repo.commit({
      files: { 'src/a.go': `// +build a\n${BODY}`, 'misc/b.go': `// +build a\n${BODY}` },
      replaceTree: true,
    });
    const head = repo.commit({
      files: { 'src/c.go': `// +build b\n${BODY}`, 'misc/b.go': `// +build b\n${BODY}` },
      replaceTree: true,
    });
    const { files } = await measureCommits(repo, { base, head });
    expect(files.map(({ kind }) => kind)).toEqual(['outside-source', 'renamed']);
  });
});
