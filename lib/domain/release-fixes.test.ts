import { describe, expect, it } from 'vitest';

import { type CommitMessage, decideReleaseFixes } from './release-fixes.ts';
import { readSecurityMention } from './security-mention.ts';

const footer = '\n\nChange-Id: I0261cb75e9adf9d0ac9890dc91ae8476b8988ba0\n';

function shaOf(number: number): string {
  return `${number.toString(16).padStart(4, '0')}${'ab'.repeat(18)}`;
}

/** Each text is a commit; its sha is its number. */
function commits(...texts: readonly string[]): readonly CommitMessage[] {
  return texts.map((message) => {
    count += 1;
    const committedAt = new Date(Date.UTC(2024, 0, count));
    return { sha: shaOf(count), committedAt, message: `${message}${footer}` };
  });
}
let count = 0;

function fixesOf(...releases: readonly (readonly CommitMessage[])[]): readonly string[][] {
  const named = releases.map((all, index) => ({ name: `go1.20.${index}`, commits: all }));
  return [...decideReleaseFixes(named).values()].map((fixes) => fixes.map(({ cve }) => cve));
}

describe('a message', () => {
  it.each([
    ['says outright what it fixes', 'a: b\n\nFixes #1\nFixes CVE-2024-24787\n', ['CVE-2024-24787']],
    ['may end with a full stop', 'a: b\n\nFixes CVE-2022-41715.', ['CVE-2022-41715']],
    [
      'may fix several at once',
      'a: b\n\nFixes CVE-2019-9512 and CVE-2019-9514\nFixes CVE-2019-9515, CVE-2019-9516',
      ['CVE-2019-9512', 'CVE-2019-9514', 'CVE-2019-9515', 'CVE-2019-9516'],
    ],
    [
      'may say so in a sentence',
      'a: b\n\n\tThis fixes CVE-2020-7919 and was found',
      ['CVE-2020-7919'],
    ],
    ['may say so in its first line', 'a: mitigate CVE-2020-0601 bypass', ['CVE-2020-0601']],
    [
      'may come from a list of CVEs of five digits and more',
      'a\n\nFixes CVE-2026-1234567',
      ['CVE-2026-1234567'],
    ],
    ['may spell it in small letters', 'a\n\nfixes cve-2021-33196', ['CVE-2021-33196']],
    ['may compare itself with one', 'a: b\n\nas in (see\nCVE-2016-2107). On the other hand', []],
    ['may name a test after one', 'net: fix failure of TestCVE202133195', []],
    ['may tell a story', 'a: b\n\nCVE-2023-39325 has been fixed; it was merged to fix a CVE', []],
    ['may speak of execve', 'runtime: call __fork\n\nexecve-2022-1234 fails', []],
  ])('%s', (_, message, fixes) => {
    expect(readSecurityMention(message)).toMatchObject({ fixes, worksOn: [] });
  });

  it.each([
    ['For CVE-2022-1705', ['CVE-2022-1705']],
    ['For CVE-2023-45288.', ['CVE-2023-45288']],
    ['Updates CVE-2025-68121', ['CVE-2025-68121']],
    ['Updates #77113', []],
    ['For CVE-2025-1000 in the long run', []],
  ])('works on what it says: %s', (line, worksOn) => {
    expect(readSecurityMention(`a: b\n\n${line}\n`)).toMatchObject({ fixes: [], worksOn });
  });

  it('says once what it both fixes and works on', () => {
    expect(readSecurityMention('a\n\nFor CVE-2024-1000\nFixes CVE-2024-1000')).toMatchObject({
      fixes: ['CVE-2024-1000'],
      worksOn: [],
    });
  });

  it.each([
    [
      'This reverts commit bba24719a4cad5cc8d771fc9cfff5a38019d554a.',
      'bba24719a4cad5cc8d771fc9cfff5a38019d554a',
    ],
    ['This reverts CL 736709 (commit bba24719a4).', 'CL 736709'],
    ['This reverts CL 1 and CL 736709.', 'CL 736709'],
    ['This reverts https://go.dev/cl/736709.', 'CL 736709'],
    ['This reverts commit http://go.dev/cl//736709', 'CL 736709'],
    ['This reverts https://golang.org/cl/c/go/+/736709', 'CL 736709'],
  ])('names what it reverts: %s', (line, name) => {
    const mention = readSecurityMention(`[release-branch.go1.24] Revert "a: b"\n\n${line}\n`);
    expect(mention.isRevert).toBe(true);
    expect(mention.reverted).toContain(name);
  });

  it('is no revert for speaking of one', () => {
    const mention = readSecurityMention('a: b\n\nThis reverts CL 12, in part.\n');
    expect(mention).toMatchObject({ isRevert: false, reverted: [] });
  });

  it('is known by its change on Gerrit and by what it was picked from', () => {
    const { aliases } = readSecurityMention(
      'a: b\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/736709\n(cherry picked from commit 1cd71689f2ed8f07031a0cc58fc3586ca501839f)\nReviewed-on: https://go-review.googlesource.com/c/go/+/740060\n',
    );
    expect(aliases).toEqual(['CL 736709', '1cd71689f2ed8f07031a0cc58fc3586ca501839f', 'CL 740060']);
  });

  it('may carry a branch mark without its last bracket', () => {
    expect(
      readSecurityMention('[release-branch.go1.18 Revert "x"\n\nFixes CVE-2025-1000'),
    ).toMatchObject({ isRevert: true, fixes: ['CVE-2025-1000'] });
  });
});

const fix = 'a: b\n\nFixes CVE-2024-1000';
const part = 'a: b\n\nFor CVE-2024-1000';
const fixed = ['CVE-2024-1000'];

describe('a release fixes', () => {
  it.each([
    [
      'what its commits say they fix, each once',
      [[fix, fix, 'c\n\nFixes CVE-2023-1000'], []],
      [['CVE-2023-1000', ...fixed], []],
    ],
    ['what several commits work on', [[part, part]], [fixed]],
    ['not what was fixed before and is only tidied up', [[fix], [part]], [fixed, []]],
    ['not what a merged branch fixes a second time', [[fix], [fix]], [fixed, []]],
    ['what was only worked on before', [[part], [fix]], [fixed, fixed]],
    ['not what was worked on before, once more', [[part], [part]], [fixed, []]],
    [
      'what is worked over, by its first line',
      [[fix], ['a: rework fix for CVE-2024-1000']],
      [fixed, fixed],
    ],
    [
      'what it works on again after taking the fix back',
      [[fix], ['Revert "a: b"\n\nUpdates CVE-2024-1000', part]],
      [fixed, fixed],
    ],
    [
      'nothing by a revert that takes a fix back',
      [[fix], ['Revert "a: b"\n\nUpdates CVE-2024-1000']],
      [fixed, []],
    ],
    ['what a revert says that it fixes', [['Revert "x"\n\nFixes CVE-2024-1000']], [fixed]],
    ['not what it fixes and takes back', [[fix, 'Revert "a: b"\n\nFor CVE-2024-1000']], [[]]],
    [
      'what it takes back and fixes at last',
      [[fix, 'Revert "a: b"\n\nFor CVE-2024-1000', fix]],
      [fixed],
    ],
  ])('%s', (_, releases, expected) => {
    expect(fixesOf(...releases.map((texts) => commits(...texts)))).toEqual(expected);
  });

  it.each([
    ['its sha', (sha: string) => `This reverts commit ${sha}.`],
    [
      'the beginning of its sha',
      (sha: string) => `This reverts commit ${sha.slice(0, 10)} (CL 1).`,
    ],
    ['its change', () => 'This reverts CL 736709.'],
    ['the commit it was picked from', () => `This reverts commit ${'c0ffee12'.repeat(5)}.`],
  ])('not what is taken back by %s', (_, line) => {
    const [first] = commits(
      `${fix}\nReviewed-on: https://go-review.googlesource.com/c/go/+/736709\n(cherry picked from commit ${'c0ffee12'.repeat(5)})`,
    );
    if (first === undefined) throw new Error('There is no commit.');
    const [revert] = commits(`Revert "a: b"\n\n${line(first.sha)}`);
    if (revert === undefined) throw new Error('There is no commit.');
    expect(fixesOf([first, revert])).toEqual([[]]);
    const [other] = commits('Revert "c: d"\n\nThis reverts commit 0123456789abcdef.');
    if (other === undefined) throw new Error('There is no commit.');
    expect(fixesOf([first, other])).toEqual([fixed]);
  });

  it('by the first commit that names it', () => {
    const [one, two] = commits(`[release-branch.go1.20] ${part}`, fix);
    if (one === undefined || two === undefined) throw new Error('There is no commit.');
    expect(decideReleaseFixes([{ name: 'go1.20.1', commits: [one, two] }]).get('go1.20.1')).toEqual(
      [
        {
          cve: 'CVE-2024-1000',
          sha: one.sha,
          committedAt: one.committedAt,
          subject: '[release-branch.go1.20] a: b',
        },
      ],
    );
  });
});
