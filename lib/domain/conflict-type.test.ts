import { describe, expect, it } from 'vitest';
import { classifyConflict } from './conflict-type.ts';

const file = (oid: string, mode = '100644') => ({ mode, oid });
const all = { base: file('b'), upstream: file('u'), port: file('p') };
const added = { ...all, base: null };
const deleted = { ...all, upstream: null };

describe('classifyConflict', () => {
  it.each([
    [['contents'], all, 'content'],
    [['contents'], added, 'add/add'],
    [['contents'], { ...added, port: file('u', '100755') }, 'mode'],
    [['modify/delete'], deleted, 'modify/delete'],
    [['file/directory', 'modify/delete'], deleted, 'file/directory'],
    [['binary', 'contents'], all, 'binary'],
    [['distinct modes'], all, 'type'],
    [['rename/rename'], all, 'rename/rename'],
    [['contents', 'rename involved in collision'], all, 'rename/rename'],
    [['modify/delete', 'rename/delete'], deleted, 'rename/delete'],
    [['directory rename suggested'], deleted, 'directory rename'],
    [['directory rename collision'], all, 'directory rename'],
    [['file in way of directory rename'], all, 'directory rename'],
    [['contents', 'submodule not initialized'], all, 'submodule'],
    [['submodule'], all, 'submodule'],
    [['contents'], { ...all, port: file('p', '160000') }, 'submodule'],
    [['modify/delete'], { ...deleted, base: file('b', '160000') }, 'submodule'],
    [['distinct modes'], { ...all, port: file('p', '160000') }, 'type'],
    [['a word of some later git'], all, 'other'],
    [[], all, 'other'],
  ] as const)('takes %j for %s', (gitTypes, versions, type) => {
    expect(classifyConflict(gitTypes, versions)).toBe(type);
  });

  it('does not depend on the order of git’s words', () => {
    const types = ['binary', 'contents', 'file/directory', 'modify/delete', 'rename/delete'];
    expect(classifyConflict(types.toReversed(), all)).toBe(classifyConflict(types, all));
  });
});
