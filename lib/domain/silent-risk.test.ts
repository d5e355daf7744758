import { describe, expect, it } from 'vitest';
import type { PortPlatforms } from './platform.ts';
import {
  canBeSilentRisk,
  isOfGoosMove,
  isSilentRiskRule,
  scoreSilentRisks,
  SILENT_RISK_RULES,
  silentRiskRules,
} from './silent-risk.ts';

const withGoos: PortPlatforms = { goos: ['tamago'], goarch: [] };
const withGoarch: PortPlatforms = { goos: [], goarch: ['myarch'] };

function rules(path: string, source: string | null = 'package p\n', port = withGoos) {
  return silentRiskRules({ path, source }, port);
}

const constrained = (line: string): string => `//go:build ${line}\n\npackage p\n`;

describe('the rule of platform lists', () => {
  it.each([
    ['src/internal/goos/zgoos_wasip1.go', true, false],
    ['src/internal/goarch/zgoarch_wasm.go', false, true],
    ['src/internal/syslist/syslist.go', true, true],
    ['src/internal/platform/zosarch.go', true, true],
    ['src/internal/syslist/syslist_other.go', false, false],
    ['src/internal/goos/goos.go', false, false],
  ])('names %s for a port with its own GOOS: %s, with its own GOARCH: %s', (path, goos, goarch) => {
    expect(rules(path).includes('platform-list')).toBe(goos);
    expect(rules(path, null, withGoarch).includes('platform-list')).toBe(goarch);
  });
});

describe('the rule of names in code', () => {
  it.each([
    ['var known = []string{"js", "wasip1"}', true],
    ['case "plan9", "js":', true],
    ['case "plan9":', false],
    ['// js and plan9 and wasip1', false],
    ['"js" "js"', false],
  ])('judges %j: %s', (code, isNamed) => {
    const found = rules('src/internal/x.go', `package p\n\n${code}\n`);
    expect(found.includes('platform-names')).toBe(isNamed);
  });
});

describe('the rule of constraints', () => {
  it.each([
    ['(js && wasm) || windows', true],
    ['js && wasm', true],
    ['plan9 || wasm', true],
    ['unix || wasip1', true],
    ['!plan9 && !wasm', true],
    ['!js', true],
    ['!(js || cgo)', true],
    ['plan9 && race', false],
    ['plan9 && !race', false],
    ['js', false],
    ['unix && !linux', false],
    ['windows || linux', false],
  ])('judges %j: %s', (line, isNamed) => {
    const found = rules('src/os/x.go', constrained(line));
    expect(found.includes('constraint')).toBe(isNamed);
  });

  it('passes by a package for one system alone, and a constraint that Go cannot read', () => {
    const shared = constrained('plan9 && 386');
    expect(rules('src/os/z.go', shared)).toEqual(['constraint']);
    expect(rules('src/vendor/x/sys/plan9/z.go', shared)).toEqual([]);
    expect(rules('src/os/z.go', constrained('plan9 &&'))).toEqual([]);
    expect(rules('src/os/z.go', null)).toEqual([]);
  });
});

describe('silent risks', () => {
  it('are Go files under src that are no tests', () => {
    const source = constrained('js || windows');
    expect(rules('src/os/x_test.go', source)).toEqual([]);
    expect(rules('src/os/testdata/x.go', source)).toEqual([]);
    expect(rules('misc/x.go', source)).toEqual([]);
    expect(rules('src/os/x.s', source)).toEqual([]);
    expect(rules('"src/os/\\377.go"', source)).toEqual(['constraint']);
    expect(canBeSilentRisk('src/os/x.s')).toBe(true);
    expect(canBeSilentRisk('src/testdata.go')).toBe(true);
  });

  it('may be named by several rules, in the order in which those are listed', () => {
    const source = constrained('js || plan9').concat('var s = []string{"js", "plan9"}\n');
    expect(rules('src/x/syslist.go', source)).toEqual(SILENT_RISK_RULES.map(({ id }) => id));
    expect(SILENT_RISK_RULES.every(({ id }) => isSilentRiskRule(id))).toBe(true);
    expect(isSilentRiskRule('symbol')).toBe(false);
  });
});

it('isOfGoosMove tells the one move that would count sixteen times', () => {
  expect(isOfGoosMove('go1.18', 'src/internal/goos/zgoos_linux.go')).toBe(true);
  expect(isOfGoosMove('go1.21.0', 'src/internal/goos/zgoos_wasip1.go')).toBe(false);
  expect(isOfGoosMove('go1.18', 'src/internal/goos/goos.go')).toBe(false);
});

describe('scoreSilentRisks', () => {
  it('counts a path once, and each rule by itself', () => {
    const named = [
      { path: 'a', rule: 'platform-list' },
      { path: 'a', rule: 'constraint' },
      { path: 'vain', rule: 'constraint' },
    ] as const;
    expect(scoreSilentRisks(named, ['b', 'a'])).toEqual({
      actual: 2,
      hit: 1,
      missed: ['b'],
      false: ['vain'],
      rules: [
        { rule: 'platform-list', hit: 1, false: 0 },
        { rule: 'platform-names', hit: 0, false: 0 },
        { rule: 'constraint', hit: 1, false: 1 },
      ],
    });
  });
});
