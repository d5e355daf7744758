import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildConstraint,
  constraintTags,
  evaluateConstraint,
  formatConstraint,
} from './build-constraint.ts';
import {
  buildsOnlyOnPort,
  fileNamePlatform,
  KNOWN_GOARCH,
  KNOWN_GOOS,
  type PortPlatforms,
  satisfiesTag,
} from './platform.ts';

const tamago: PortPlatforms = { goos: ['tamago'], goarch: [] };
const ownArch: PortPlatforms = { goos: [], goarch: ['z80'] };
const jsWasm: PortPlatforms = { goos: ['js'], goarch: ['wasm'] };

describe('satisfiesTag', () => {
  it.each([
    ['linux', 'amd64', 'linux', true],
    ['linux', 'amd64', 'amd64', true],
    ['linux', 'amd64', 'unix', true],
    ['linux', 'amd64', 'darwin', false],
    ['linux', 'amd64', 'arm64', false],
    ['linux', 'amd64', 'tamago', false],
    ['android', 'arm64', 'linux', true],
    ['linux', 'arm64', 'android', false],
    ['ios', 'arm64', 'darwin', true],
    ['illumos', 'amd64', 'solaris', true],
    ['darwin', 'arm64', 'unix', true],
    ['plan9', 'amd64', 'unix', false],
    ['js', 'wasm', 'unix', false],
    ['tamago', 'arm', 'tamago', true],
    ['tamago', 'arm', 'unix', false],
    ['tamago', 'arm', 'linux', false],
    ['tamago', 'arm', 'gc', true],
    ['tamago', 'arm', 'go1.1', true],
    ['tamago', 'arm', 'go1.99', true],
    ['tamago', 'arm', 'go1.01', null],
    ['tamago', 'arm', 'go1', null],
    ['tamago', 'arm', 'cgo', null],
    ['tamago', 'arm', 'ignore', null],
    ['tamago', 'arm', 'goexperiment.arenas', null],
  ])('on %s/%s, %s is %s', (goos, goarch, tag, expected) => {
    expect(satisfiesTag({ goos, goarch }, tag, tamago)).toBe(expected);
  });

  it("leaves the names of other people's ports open", () => {
    expect(satisfiesTag({ goos: 'linux', goarch: 'arm' }, 'tamago')).toBeNull();
  });
});

describe('fileNamePlatform', () => {
  it.each([
    ['os_linux.go', 'linux', null],
    ['asm_arm64.s', null, 'arm64'],
    ['sys_linux_arm.s', 'linux', 'arm'],
    ['sys_linux_arm_test.go', 'linux', 'arm'],
    ['os_linux_test.go', 'linux', null],
    ['os_tamago.go', 'tamago', null],
    ['rt0_tamago_riscv64.s', 'tamago', 'riscv64'],
    ['zgoos_tamago.go', 'tamago', null],
    ['a_b_c_windows_386.go', 'windows', '386'],
    ['zerrors_openbsd_mips64.go', 'openbsd', 'mips64'],
    ['race_linux_amd64.syso', 'linux', 'amd64'],
    ['_linux.go', 'linux', null],
    ['linux.go', null, null],
    ['linux_test.go', null, null],
    ['linux_arm.go', null, 'arm'],
    ['tamago.go', null, null],
    ['x_arm_linux.go', 'linux', null],
    ['x_linux_foo.go', null, null],
    ['x_linux_test_test.go', null, null],
    ['x_unix.go', null, null],
    ['x_foo_arm.go', null, 'arm'],
    ['x_linux.pb.go', 'linux', null],
    ['x.y_linux.go', null, null],
    ['x_Linux.go', null, null],
    ['x_', null, null],
    ['_test.go', null, null],
    ['', null, null],
  ])('of %s is GOOS %s, GOARCH %s', (fileName, goos, goarch) => {
    expect(fileNamePlatform(fileName, tamago)).toEqual({ goos, goarch });
  });

  it("does not know the names of other people's ports", () => {
    expect(fileNamePlatform('os_tamago_arm.go')).toEqual({ goos: null, goarch: 'arm' });
    expect(fileNamePlatform('asm_z80.s', ownArch)).toEqual({ goos: null, goarch: 'z80' });
  });
});

function go(...header: readonly string[]): string {
  return [...header, '', 'package p', ''].join('\n');
}

const leaves = ['tamago', 'linux', 'android', 'unix', 'arm', 'gc', 'x', 'y'];
const { anyExpr } = fc.letrec<{ anyExpr: BuildConstraint }>((tie) => ({
  anyExpr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('tag' as const), tag: fc.constantFrom(...leaves) }),
    fc
      .constantFrom(...leaves)
      .map((tag): BuildConstraint => ({ kind: 'not', operand: { kind: 'tag', tag } })),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('anyExpr'),
      right: tie('anyExpr'),
    }),
  ),
}));

/** The promise taken by its word: every platform, every value of the free tags. */
function tryEverything(expr: BuildConstraint, port: PortPlatforms): boolean {
  const anywhere = { goos: 'linux', goarch: 'arm' };
  const free = constraintTags(expr).filter((tag) => satisfiesTag(anywhere, tag, port) === null);
  let isBuiltOnPort = false;
  for (const goos of [...KNOWN_GOOS, ...port.goos]) {
    for (const goarch of [...KNOWN_GOARCH, ...port.goarch]) {
      for (let bits = 0; bits < 2 ** free.length; bits += 1) {
        const isSet = (tag: string): boolean => (bits >> free.indexOf(tag)) % 2 === 1;
        const isBuilt = evaluateConstraint(
          expr,
          (tag) => satisfiesTag({ goos, goarch }, tag, port) ?? isSet(tag),
        );
        const isOwn = port.goos.includes(goos) || port.goarch.includes(goarch);
        if (isBuilt && !isOwn) return false;
        isBuiltOnPort ||= isBuilt;
      }
    }
  }
  return isBuiltOnPort;
}

describe('buildsOnlyOnPort', () => {
  it.each<[string, string, string | null, boolean]>([
    ['a name for the port', 'os_tamago.go', go(), true],
    ['a name for the port and an architecture', 'sys_tamago_arm.s', '#include "a.h"\n', true],
    ['a name for the port, content unknown', 'os_tamago.go', null, true],
    ['an object file by its name', 'x_tamago_arm.syso', null, true],
    ['a header file by its name', 'asm_tamago.h', '#define X 1\n', true],
    ['a constraint', 'stub.go', go('//go:build tamago'), true],
    ['a constraint with an architecture', 'stub.go', go('//go:build tamago && arm'), true],
    ['a constraint and an architecture by name', 'stub_arm.s', go('//go:build tamago'), true],
    ['an old constraint', 'stub.go', go('// +build tamago,arm tamago,amd64'), true],
    ['a constraint with an own tag', 'stub.go', go('//go:build tamago && !linkramsize'), true],
    [
      'a constraint that may exclude the port as well',
      'stub.go',
      go('//go:build tamago && ignore'),
      true,
    ],
    [
      'a constraint true for it whatever a tag is',
      'stub.go',
      go('//go:build (x && tamago) || (!x && tamago)'),
      true,
    ],
    [
      'a constraint with words that cancel out',
      'stub.go',
      go('//go:build tamago || (x && !x)'),
      true,
    ],
    [
      'a constraint that excludes all others',
      'stub.go',
      go(`//go:build ${KNOWN_GOOS.map((goos) => `!${goos}`).join(' && ')}`),
      true,
    ],
    [
      'a constraint that an older compiler fails',
      'stub.go',
      go('//go:build tamago || !go1.4'),
      true,
    ],
    ['a malformed constraint, by its name', 'os_tamago.go', go('//go:build (('), true],
    ['no name and no constraint', 'stub.go', go(), false],
    ['no name, content unknown', 'stub.go', null, false],
    ['no name and a malformed constraint', 'stub.go', go('//go:build tamago ('), false],
    ['a name that only looks like it', 'tamago.go', go(), false],
    ['a name for another platform', 'os_linux.go', go(), false],
    ['a name for an architecture', 'sys_arm.s', '', false],
    ['a constraint that keeps it out', 'stub.go', go('//go:build !tamago'), false],
    ['a constraint that takes others too', 'stub.go', go('//go:build tamago || js'), false],
    [
      'a constraint that takes others by an own tag',
      'stub.go',
      go('//go:build tamago || fake'),
      false,
    ],
    ['a constraint that excludes only some', 'stub.go', go('//go:build !linux && !darwin'), false],
    ['a generator that nothing builds', 'gen.go', go('//go:build ignore'), false],
    [
      'a name for the port with a constraint against it',
      'os_tamago.go',
      go('//go:build !tamago'),
      false,
    ],
    [
      'a name for the port with a constraint for another',
      'os_tamago.go',
      go('//go:build linux'),
      false,
    ],
    ['a constraint below the package clause', 'stub.go', 'package p\n\n//go:build tamago\n', false],
    ['a text file', 'notes_tamago.txt', '//go:build tamago\n', false],
    ['a file that go passes by', '_os_tamago.go', go(), false],
    ['a hidden file', '.os_tamago.go', go(), false],
    ['no extension', 'os_tamago', go(), false],
    ['no name at all', '', go(), false],
  ])('%s: %s', (_what, name, source, expected) => {
    expect(buildsOnlyOnPort({ path: `src/os/${name}`, source, port: tamago })).toBe(expected);
  });

  it('judges the file by its name, not by its folder', () => {
    const path = 'src/runtime/x_tamago/stub.go';
    expect(buildsOnlyOnPort({ path, source: go(), port: tamago })).toBe(false);
  });

  it('reads a name that git has quoted', () => {
    const path = '"src/os/\\377_tamago.go"';
    expect(buildsOnlyOnPort({ path, source: null, port: tamago })).toBe(true);
  });

  it.each<[string, string, PortPlatforms, boolean]>([
    ['asm_z80.s', '', ownArch, true],
    ['os_linux_z80.go', '', ownArch, true],
    ['os_linux.go', go('//go:build z80 || tamago'), ownArch, false],
    ['stub.go', go('//go:build z80'), ownArch, true],
    ['fs_js.go', go(), jsWasm, true],
    ['asm_wasm.s', go(), jsWasm, true],
    ['stub.go', go('//go:build js || wasm'), jsWasm, true],
    ['stub.go', go('//go:build js && wasm'), jsWasm, true],
    ['stub.go', go('//go:build js || wasip1'), jsWasm, false],
    ['os_linux.go', go(), { goos: ['linux'], goarch: [] }, false],
    ['os_android.go', go(), { goos: ['android'], goarch: [] }, true],
    ['os_linux.go', go(), { goos: ['linux', 'android'], goarch: [] }, true],
    ['os_tamago.go', go(), { goos: [], goarch: [] }, false],
  ])('%s %j for the port %j: %s', (name, source, port, expected) => {
    expect(buildsOnlyOnPort({ path: `src/x/${name}`, source, port })).toBe(expected);
  });

  it.each([
    ['a GOOS of its own', tamago],
    ['a GOARCH of its own', { goos: [], goarch: ['arm'] }],
    ['both', { goos: ['tamago'], goarch: ['arm'] }],
    ['a GOOS that upstream knows', { goos: ['android'], goarch: [] }],
  ])('agrees with trying every platform and tag, for a port with %s', (_what, port) => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        const source = go(`//go:build ${formatConstraint(expr)}`);
        const answer = buildsOnlyOnPort({ path: 'src/x.go', source, port });
        expect(answer).toBe(tryEverything(expr, port));
      }),
      { numRuns: 300 },
    );
  });

  it('stays quick, and on the safe side, with more free tags than can be tried', () => {
    const many = Array.from({ length: 300 }, (_, index) => `(t${index} || !u${index})`).join(
      ' && ',
    );
    const start = performance.now();
    for (const [text, expected] of [
      [`tamago && ${many}`, true],
      [`tamago || (${many})`, false],
    ] as const) {
      const source = go(`//go:build ${text}`);
      expect(buildsOnlyOnPort({ path: 'src/x.go', source, port: tamago })).toBe(expected);
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
