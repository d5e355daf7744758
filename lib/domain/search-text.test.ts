import { expect, test } from 'vitest';

import {
  findPorts,
  findWantedRebases,
  type NamedPort,
  parseSearchText,
  type SearchText,
} from './search-text.ts';

function port(slug: string, id: number): NamedPort {
  return {
    id,
    slug,
    name: slug.toUpperCase(),
    summary: 'bare metal Go',
    branchPattern: `${slug}{release}`,
    tagPattern: `${slug}-go{release}`,
  };
}

const ports = [port('tamago', 1), port('lumen', 2)];

function parsed(raw: string): SearchText {
  const text = parseSearchText(raw);
  if (text === null) throw new Error(`Nothing is searched for by ${raw}.`);
  return text;
}

test('too little is not searched for, and no text breaks the search', () => {
  for (const raw of ['', ' ', 'a', '\0\0\0', ' \0x ']) expect(parseSearchText(raw)).toBeNull();
  expect(parsed('a\0b').text).toBe('ab');
  expect(parsed('x'.repeat(5000)).text).toHaveLength(200);
  expect(parsed('ab\ud800').text).toBe('ab');
  expect(parsed('ab😀').text).toBe('ab😀');
});

test.each([
  ['6174b5e2', '6174b5e2', null],
  ['DEADbeef', 'deadbeef', null],
  ['213440', '213440', '213440'],
  ['CL 213440', null, '213440'],
  ['cl/213440', null, '213440'],
  ['https://go-review.googlesource.com/c/go/+/213440', null, '213440'],
  ['runtime', null, null],
  ['go1.26', null, null],
])('%s may be the commit %s or the change %s', (raw, shaPrefix, cl) => {
  expect(parsed(raw)).toMatchObject({ shaPrefix, cl });
});

test.each([
  ['go1.26.0', [1, 2], 'go1.26.0'],
  ['1.26', [1, 2], 'go1.26'],
  ['go1.27rc', [1, 2], 'go1.27rc'],
  ['tamago1.26.0', [1], 'go1.26.0'],
  ['tamago-go1.26.0', [1], 'go1.26.0'],
  ['TamaGo 1.26', [1], 'go1.26'],
  ['1.26 lumen', [2], 'go1.26'],
])('%s means rebases of the ports %j on %s', (raw, ids, prefix) => {
  expect(findWantedRebases(ports, parsed(raw))).toEqual(ids.map((portId) => ({ portId, prefix })));
});

test.each(['runtime', 'go', 'tamago', '1.26 1.25', 'nobody 1.26'])('%s means no rebase', (raw) => {
  expect(findWantedRebases(ports, parsed(raw))).toEqual([]);
});

test('a port is found by all words, of its name or of what it is for', () => {
  expect(findPorts(ports, parsed('TAMA')).map(({ slug }) => slug)).toEqual(['tamago']);
  expect(findPorts(ports, parsed('metal lum')).map(({ slug }) => slug)).toEqual(['lumen']);
  expect(findPorts(ports, parsed('metal nobody'))).toEqual([]);
});
