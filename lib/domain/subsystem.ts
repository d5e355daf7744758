// Says which part of the Go tree a path belongs to: exactly one subsystem for every path.
import { unquotedPath } from './quoted-path.ts';

/** In the order in which they are shown, and tried. */
export const SUBSYSTEMS = [
  'runtime',
  'syscall',
  'net',
  'os',
  'linker',
  'compiler',
  'go command',
  'crypto',
  'other commands',
  'internal',
  'other library',
  'outside source',
] as const;

export type Subsystem = (typeof SUBSYSTEMS)[number];

export interface SubsystemRule {
  /** Path with `*` for any text without "/", and `**` for any folders and files; "dir/**" takes dir itself as well. */
  readonly pattern: string;
  readonly subsystem: Subsystem;
}

/** The first rule that fits decides; a path that none fits is outside source. */
export const SUBSYSTEM_RULES: readonly SubsystemRule[] = [
  { pattern: 'src/runtime/**', subsystem: 'runtime' },
  { pattern: 'src/syscall/**', subsystem: 'syscall' },
  { pattern: 'src/net/**', subsystem: 'net' },
  { pattern: 'src/os/**', subsystem: 'os' },
  { pattern: 'src/cmd/link/**', subsystem: 'linker' },
  { pattern: 'src/cmd/compile/**', subsystem: 'compiler' },
  { pattern: 'src/cmd/asm/**', subsystem: 'compiler' },
  { pattern: 'src/cmd/internal/obj*/**', subsystem: 'compiler' },
  { pattern: 'src/cmd/go/**', subsystem: 'go command' },
  { pattern: 'src/cmd/dist/**', subsystem: 'go command' },
  { pattern: 'src/go/build/**', subsystem: 'go command' },
  { pattern: 'src/crypto/**', subsystem: 'crypto' },
  { pattern: 'src/cmd/**', subsystem: 'other commands' },
  { pattern: 'src/internal/**', subsystem: 'internal' },
  { pattern: 'src/**', subsystem: 'other library' },
];

/** The subsystem of a path; a port's own rules are tried before the common ones. */
export function classifySubsystem(
  path: string,
  ownRules: readonly SubsystemRule[] = [],
): Subsystem {
  const plain = unquotedPath(path);
  const rule =
    ownRules.find(({ pattern }) => matchesPattern(pattern, plain)) ??
    SUBSYSTEM_RULES.find(({ pattern }) => matchesPattern(pattern, plain));
  return rule?.subsystem ?? 'outside source';
}

const compiled = new Map<string, RegExp>();

function matchesPattern(pattern: string, path: string): boolean {
  let regex = compiled.get(pattern);
  if (!regex) {
    regex = compilePattern(pattern);
    compiled.set(pattern, regex);
  }
  return regex.test(path);
}

function compilePattern(pattern: string): RegExp {
  const body = pattern
    .split(/(\/\*\*$|\*\*\/|\*+)/)
    .map((part) => {
      if (part === '/**') return '(?:/.*)?';
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (/^\*+$/.test(part)) return '[^/]*';
      return part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${body}$`, 's');
}

export function isSubsystem(value: string): value is Subsystem {
  return SUBSYSTEMS.some((subsystem) => subsystem === value);
}

/** The subsystem's name in URLs: "go-command". */
export function subsystemSlug(subsystem: Subsystem): string {
  return subsystem.replaceAll(' ', '-');
}

/** The name itself will do as well: it is what tables and answers say. */
export function subsystemFromSlug(slug: string): Subsystem | null {
  return (
    SUBSYSTEMS.find((subsystem) => [subsystem, subsystemSlug(subsystem)].includes(slug)) ?? null
  );
}

/** All that `subsystemFromSlug` knows. */
export const SUBSYSTEM_SPELLINGS: readonly string[] = [
  ...new Set(SUBSYSTEMS.flatMap((subsystem) => [subsystem, subsystemSlug(subsystem)])),
];
