import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
const scalar = /^ {2}(\w+) +(?:Int|String|DateTime|Boolean|BigInt|Json)(?:\[\])?\??(?: |$)/;

test('every model and every column of the schema says what it means', () => {
  const lines = schema.split('\n');
  const isSaid = (index: number): boolean => lines[index - 1]?.trim().startsWith('///') === true;
  const unsaid = lines.flatMap((line, index) => {
    const name = /^model (\w+)/.exec(line)?.[1] ?? scalar.exec(line)?.[1];
    return name === undefined || isSaid(index) ? [] : [`line ${index + 1}: ${name}`];
  });
  expect(lines.filter((line) => scalar.test(line)).length).toBeGreaterThan(150);
  expect(unsaid).toEqual([]);
});
