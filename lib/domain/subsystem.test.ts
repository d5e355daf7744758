import { describe, expect, it } from 'vitest';
import {
  classifySubsystem,
  isSubsystem,
  SUBSYSTEM_RULES,
  subsystemFromSlug,
  SUBSYSTEMS,
  subsystemSlug,
} from './subsystem.ts';

describe('classifySubsystem', () => {
  it.each([
    ['src/runtime/os_tamago.go', 'runtime'],
    ['src/runtime/internal/sys/zgoos_tamago.go', 'runtime'],
    ['src/syscall/fs_tamago.go', 'syscall'],
    ['src/net/http/transport.go', 'net'],
    ['src/os/exec/lp_tamago.go', 'os'],
    ['src/cmd/link/internal/ld/elf.go', 'linker'],
    ['src/cmd/compile/main.go', 'compiler'],
    ['src/cmd/asm/main.go', 'compiler'],
    ['src/cmd/internal/obj/link.go', 'compiler'],
    ['src/cmd/internal/objabi/head.go', 'compiler'],
    ['src/cmd/internal/objfile/elf.go', 'compiler'],
    ['src/cmd/go/main.go', 'go command'],
    ['src/cmd/dist/build.go', 'go command'],
    ['src/go/build/syslist.go', 'go command'],
    ['src/crypto/rand/rand_tamago.go', 'crypto'],
    ['src/cmd/gofmt/gofmt.go', 'other commands'],
    ['src/cmd/internal/osinfo/os_tamago.go', 'other commands'],
    ['src/cmd/go.mod', 'other commands'],
    ['src/internal/goos/zgoos_tamago.go', 'internal'],
    ['src/testing/testing.go', 'other library'],
    ['src/make.bash', 'other library'],
    ['src/go/types/api.go', 'other library'],
    ['README.md', 'outside source'],
    ['test/run.go', 'outside source'],
    ['.github/workflows/build.yml', 'outside source'],
    ['misc/src/runtime/x.go', 'outside source'],
    ['', 'outside source'],
  ])('puts %s in %s', (path, subsystem) => {
    expect(classifySubsystem(path)).toBe(subsystem);
  });

  it.each([
    ['src/os_foo/x.go', 'other library'],
    ['src/network/x.go', 'other library'],
    ['src/runtimes.go', 'other library'],
    ['src/runtime.go', 'other library'],
    ['src/cmd/golang/x.go', 'other commands'],
    ['src/cmd/internal/xobj/x.go', 'other commands'],
    ['src/go/builder/x.go', 'other library'],
    ['srcs/x.go', 'outside source'],
    ['SRC/runtime/x.go', 'outside source'],
  ])('does not take %s for the folder it resembles', (path, subsystem) => {
    expect(classifySubsystem(path)).toBe(subsystem);
  });

  it.each([
    ['src/net', 'net'],
    ['src/cmd/internal/objabi', 'compiler'],
    ['src', 'other library'],
  ])('gives a submodule or symlink at %s to the folder it stands for', (path, subsystem) => {
    expect(classifySubsystem(path)).toBe(subsystem);
  });

  it.each([
    ['src/net/with space\nand newline.go', 'net'],
    ['"src/net/\\377\\376.go"', 'net'],
    ['src/net/"quoted".go', 'net'],
  ])('is not confused by odd names: %j', (path, subsystem) => {
    expect(classifySubsystem(path)).toBe(subsystem);
  });

  it("tries a port's own rules first, in their order", () => {
    const rules = [
      { pattern: 'src/runtime/goos/special.go', subsystem: 'crypto' },
      { pattern: 'src/runtime/goos/**', subsystem: 'os' },
      { pattern: '**/boards/*.go', subsystem: 'runtime' },
      { pattern: 'src/c(1+2)/**', subsystem: 'linker' },
      { pattern: 'doc/*', subsystem: 'internal' },
    ] as const;
    const paths = [
      'src/runtime/goos/special.go',
      'src/runtime/goos/stub.go',
      'src/runtime/stub.go',
      'boards/usb.go',
      'a/b/boards/usb.go',
      'a/boards/b/usb.go',
      'src/c(1+2)/x.go',
      'doc/x.html',
      'doc/a/x.html',
    ];
    expect(paths.map((path) => classifySubsystem(path, rules))).toEqual([
      'crypto',
      'os',
      'runtime',
      'runtime',
      'runtime',
      'outside source',
      'linker',
      'internal',
      'outside source',
    ]);
  });
});

it('has a rule for every subsystem but the one that is left over', () => {
  const ruled = new Set(SUBSYSTEM_RULES.map((rule) => rule.subsystem));
  expect(SUBSYSTEMS.filter((subsystem) => !ruled.has(subsystem))).toEqual(['outside source']);
});

it('has a name for URLs that leads back', () => {
  expect(subsystemSlug('go command')).toBe('go-command');
  expect(SUBSYSTEMS.map(subsystemSlug).map(subsystemFromSlug)).toEqual(SUBSYSTEMS);
  expect(subsystemFromSlug('go command')).toBe('go command');
  expect(subsystemFromSlug('toString')).toBeNull();
});

it('knows its own', () => {
  expect(SUBSYSTEMS.every(isSubsystem)).toBe(true);
  expect(isSubsystem('go-command')).toBe(false);
});
