import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildConstraint,
  constraintTags,
  evaluateConstraint,
  evaluatePartly,
  formatConstraint,
  parseGoBuild,
  type ParsedConstraint,
  parsePlusBuild,
} from './build-constraint.ts';

function exprOf(parsed: ParsedConstraint): BuildConstraint {
  if (parsed.kind === 'malformed') throw new Error(parsed.reason);
  return parsed.expr;
}

function textOf(parsed: ParsedConstraint): string {
  return parsed.kind === 'malformed'
    ? `malformed: ${parsed.reason}`
    : formatConstraint(parsed.expr);
}

function tagNamed(name: string): BuildConstraint {
  return { kind: 'tag', tag: name };
}

function repeated(word: string, count: number, separator: string): string {
  return Array.from({ length: count }, () => word).join(separator);
}

describe('parseGoBuild', () => {
  it.each([
    ['linux', 'linux'],
    ['  linux\t', 'linux'],
    ['!linux', '!linux'],
    ['! linux', '!linux'],
    ['a&&b||c', '(a && b) || c'],
    ['a||b&&c', 'a || (b && c)'],
    ['a || b || c', 'a || b || c'],
    ['a && b && c', 'a && b && c'],
    ['(a || b) && c', '(a || b) && c'],
    ['((((a))))', 'a'],
    ['!(a || b) && !(!c)', '!(a || b) && !!c'],
    [
      'go1.21 && 386 && amd64_v3 && goexperiment.arenas',
      'go1.21 && 386 && amd64_v3 && goexperiment.arenas',
    ],
    ['ŝtono && 日本', 'ŝtono && 日本'],
  ])('reads %j as %s', (text, expected) => {
    expect(textOf(parseGoBuild(text))).toBe(expected);
  });

  it('binds && closer than ||, both to the left', () => {
    expect(exprOf(parseGoBuild('a || b && !c || d'))).toEqual({
      kind: 'or',
      left: {
        kind: 'or',
        left: tagNamed('a'),
        right: { kind: 'and', left: tagNamed('b'), right: { kind: 'not', operand: tagNamed('c') } },
      },
      right: tagNamed('d'),
    });
  });

  it.each([
    ['', 'unexpected end of expression'],
    ['a &&', 'unexpected end of expression'],
    ['!', 'unexpected end of expression'],
    ['&& a', 'unexpected token &&'],
    ['a b', 'unexpected token b'],
    ['a !b', 'unexpected token !'],
    ['a)', 'unexpected token )'],
    ['()', 'unexpected token )'],
    ['(a', 'missing close paren'],
    ['((a)', 'missing close paren'],
    ['!!a', 'double negation not allowed'],
    ['! !a', 'double negation not allowed'],
    ['a & b', 'invalid syntax at &'],
    ['a | b', 'invalid syntax at |'],
    ['a, b', 'invalid syntax at ,'],
    ['a-b', 'invalid syntax at -'],
    ['a // b', 'invalid syntax at /'],
    ['a && 🦀', 'invalid syntax at 🦀'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parseGoBuild(text)).toEqual({ kind: 'malformed', reason });
  });

  it('has a limit, which also bounds how deep it nests', () => {
    expect(parseGoBuild(repeated('a', 1000, ' || ')).kind).toBe('constraint');
    expect(textOf(parseGoBuild(repeated('a', 1001, ' || ')))).toBe(
      'malformed: build expression too large',
    );
    expect(textOf(parseGoBuild('('.repeat(500_000)))).toBe('malformed: build expression too large');
    expect(parseGoBuild(`${'('.repeat(900)}a${')'.repeat(900)}`).kind).toBe('constraint');
  });
});

describe('parsePlusBuild', () => {
  it.each([
    ['linux', 'linux'],
    ['linux darwin', 'linux || darwin'],
    ['linux,arm darwin', '(linux && arm) || darwin'],
    ['!linux,!arm', '!linux && !arm'],
    ['  a \t b,c  ', 'a || (b && c)'],
    ['', 'ignore'],
    ['!', 'ignore'],
    ['!!a', 'ignore'],
    ['a-b', 'ignore'],
    ['!a-b', '!ignore'],
    ['a,,b', 'a && ignore && b'],
    ['a&&b', 'ignore'],
    ['(a b)', 'ignore || ignore'],
  ])('reads %j as %s', (text, expected) => {
    expect(textOf(parsePlusBuild(text))).toBe(expected);
  });

  it('has a limit of 100 operators', () => {
    expect(parsePlusBuild(`${repeated('a,b', 50, ' ')} c`).kind).toBe('constraint');
    expect(parsePlusBuild(repeated('a,b', 51, ' ')).kind).toBe('malformed');
  });
});

const { anyExpr } = fc.letrec<{ anyExpr: BuildConstraint }>((tie) => ({
  anyExpr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('tag' as const),
      tag: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('anyExpr') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('anyExpr'),
      right: tie('anyExpr'),
    }),
  ),
}));

const tagNames = ['a', 'b', 'c', 'd'] as const;
const assignments: readonly ReadonlySet<string>[] = Array.from(
  { length: 16 },
  (_, bits) => new Set(tagNames.filter((_name, index) => (bits >> index) % 2 === 1)),
);

/** A second evaluator to check the first by: rewrites the printed text, innermost first, until one value is left. */
function evaluateByRewriting(text: string, tags: ReadonlySet<string>): boolean {
  const values = text.replaceAll(/[abcd]/g, (name) => (tags.has(name) ? 'T' : 'F'));
  const rules: readonly (readonly [RegExp, string])[] = [
    [/!T/, 'F'],
    [/!F/, 'T'],
    [/\(([TF])\)/, '$1'],
    [/T && T/, 'T'],
    [/F && [TF]|T && F/, 'F'],
    [/F \|\| F/, 'F'],
    [/T \|\| [TF]|F \|\| T/, 'T'],
  ];
  let rest = values;
  while (rest.length > 1) {
    const rule = rules.find(([pattern]) => pattern.test(rest));
    if (!rule) throw new Error(`stuck at ${rest}`);
    rest = rest.replace(...rule);
  }
  return rest === 'T';
}

describe('evaluation', () => {
  it('agrees with the printed text, for every value of the tags', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        const text = formatConstraint(expr);
        for (const tags of assignments) {
          const value = evaluateConstraint(expr, (tag) => tags.has(tag));
          expect(value).toBe(evaluateByRewriting(text, tags));
        }
      }),
    );
  });

  it('is unchanged by printing and parsing, where Go can write the expression', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        const text = formatConstraint(expr);
        fc.pre(!text.includes('!!'));
        const again = exprOf(parseGoBuild(text));
        expect(formatConstraint(again)).toBe(text);
        for (const tags of assignments) {
          const hasTag = (tag: string): boolean => tags.has(tag);
          expect(evaluateConstraint(again, hasTag)).toBe(evaluateConstraint(expr, hasTag));
        }
      }),
    );
  });

  it('in part never contradicts the whole', () => {
    const anyKnown = fc.dictionary(fc.constantFrom(...tagNames), fc.boolean());
    fc.assert(
      fc.property(anyExpr, anyKnown, (expr, known) => {
        const partly = evaluatePartly(expr, (tag) => known[tag] ?? null);
        const values = assignments
          .filter((tags) => Object.entries(known).every(([tag, value]) => tags.has(tag) === value))
          .map((tags) => evaluateConstraint(expr, (tag) => tags.has(tag)));
        expect(values.every((value) => partly === null || value === partly)).toBe(true);
        const isAllKnown = Object.keys(known).length === tagNames.length;
        expect(isAllKnown && partly === null).toBe(false);
      }),
    );
  });

  it.each([
    ['a && x', 'a', null],
    ['a && x', '', false],
    ['a || x', 'a', true],
    ['a || x', '', null],
    ['x && a', '', false],
    ['x || a', 'a', true],
    ['!x', 'a', null],
    ['!(a && x)', '', true],
    ['x || !x', '', null],
  ])('in part: %s with only x unknown and {%s} set is %s', (text, set, expected) => {
    const value = evaluatePartly(exprOf(parseGoBuild(text)), (tag) =>
      tag === 'x' ? null : tag === set,
    );
    expect(value).toBe(expected);
  });

  it('names each tag once', () => {
    expect(constraintTags(exprOf(parseGoBuild('b && !a || (c && b)')))).toEqual(['b', 'a', 'c']);
  });
});
