import { expect, test } from 'vitest';

import { shapesAsJsonSchema } from '#lib/domain/openapi-v1.ts';

import { fieldsBeyond, prepareFields } from './prepare-fields.ts';

const schemas = shapesAsJsonSchema();

function fieldsOf(shape: string) {
  return prepareFields(schemas.get(shape) ?? {});
}

function typesOf(shape: string) {
  return Object.fromEntries(fieldsOf(shape).map(({ name, type }) => [name, type]));
}

test('every field has a type in words, those within objects and lists too', () => {
  expect(typesOf('Ports')).toEqual({ '[]': 'Port' });
  expect(typesOf('Port')).toMatchObject({
    goos: 'list of texts',
    lines: 'list of Line',
    proposalUrl: 'text or null',
    latest: 'object or null',
    'latest.lagDays': 'whole number or null',
    'latest.publishedAt': 'moment or null',
    'latest.patch.files': 'whole number',
  });
  expect(typesOf('Problem')).toMatchObject({ ports: 'list of texts, or left out' });
  const types = [...schemas.keys()].flatMap((shape) => fieldsOf(shape).map(({ type }) => type));
  expect(types.filter((type) => /any|undefined/.test(type))).toEqual([]);
});

test('a field leads to the shape it has, and says what it may be', () => {
  const fields = new Map(fieldsOf('ForecastTarget').map((field) => [field.name, field]));
  expect(fields.get('conflicts')).toMatchObject({
    shape: 'Conflict',
    description: 'Null: an error.',
  });
  expect(fields.get('outcome')?.values).toEqual(['clean', 'conflict', 'error']);
});

test('of a union every variant is told', () => {
  expect(typesOf('IncidentFacts')).toMatchObject({
    'behind: days': 'whole number',
    'cannot-poll: since': 'moment',
  });
});

test('of a shape that is another one and more, only the more is told', () => {
  const beyond = fieldsBeyond(fieldsOf('RebaseWithFiles'), schemas.get('Rebase') ?? {});
  expect(beyond.map(({ name }) => name)).toEqual(['transition', 'files']);
});
