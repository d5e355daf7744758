// The OpenAPI 3.1 document of the API, made from the schemas that its answers are typed by and tested against.
import { z } from 'zod';

import { API_ADDRESSES, API_SHAPES, type ApiAddress, type ApiParameter } from './api-addresses.ts';
import { assertNever } from './assert-never.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What an answer's shape is called in `$ref`. */
export const SHAPE_REF = '#/components/schemas/';

let shapes: ReadonlyMap<string, JsonSchema> | null = null;

/** Every shape as JSON Schema; shapes within shapes are references. Made once, since the schemas never change. */
export function shapesAsJsonSchema(): ReadonlyMap<string, JsonSchema> {
  shapes ??= makeShapes();
  return shapes;
}

function makeShapes(): ReadonlyMap<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(API_SHAPES)) registry.add(shape, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `${SHAPE_REF}${id}`,
    override: ({ jsonSchema }) => {
      // `format` says it; the pattern is longer than all the rest.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // What every number of JavaScript keeps within.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  for (const schema of Object.values(schemas)) {
    delete schema.$schema;
    // A fragment, which is no name that a schema may have.
    delete schema.$id;
  }
  return new Map(Object.entries(schemas));
}

/** `baseUrl` without a slash at its end. */
export function makeOpenApi(baseUrl: string) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tidemark',
      version: '1.0.0',
      summary: 'What it costs to carry a port of Go outside golang/go, release by release.',
      description:
        'Public and read-only. What was not measured is null, and a reason stands beside it; 0 means measured, and none.',
    },
    servers: [{ url: baseUrl }],
    paths: Object.fromEntries(
      API_ADDRESSES.map((address) => [address.path, { get: describeGet(address) }]),
    ),
    components: {
      schemas: Object.fromEntries(shapesAsJsonSchema()),
      responses: {
        NotModified: { description: 'Nothing has changed since the ETag that was sent.' },
        Unavailable: {
          description:
            'The database could not be read, or too many requests are waiting (then Retry-After says for how many seconds); nothing is lost.',
          content: problemContent,
        },
      },
      parameters: {
        IfNoneMatch: {
          name: 'If-None-Match',
          in: 'header',
          description: 'The ETag of the answer that is held; answered by 304 while it stands.',
          schema: { type: 'string' },
        },
      },
    },
  };
}

const problemContent = {
  'application/problem+json': { schema: { $ref: `${SHAPE_REF}Problem` } },
} as const;

function describeGet({ id, summary, parameters, answer, problems }: ApiAddress) {
  return {
    operationId: id,
    summary,
    parameters: [
      ...parameters.map(describeParameter),
      { $ref: '#/components/parameters/IfNoneMatch' },
    ],
    responses: {
      '200': {
        description: describeAnswer(answer),
        headers: { ETag: { description: 'Weak.', schema: { type: 'string' } } },
        content: contentOf(answer),
      },
      '304': { $ref: '#/components/responses/NotModified' },
      ...Object.fromEntries(
        problems.map(({ status, when }) => [
          String(status),
          { description: when, content: problemContent },
        ]),
      ),
      '503': { $ref: '#/components/responses/Unavailable' },
    },
  };
}

function describeParameter({ name, in: place, description, values, example }: ApiParameter) {
  return {
    name,
    in: place,
    description,
    required: place === 'path',
    schema: { type: 'string', ...(values === null ? {} : { enum: [...values] }) },
    example,
  };
}

function describeAnswer(answer: ApiAddress['answer']): string {
  switch (answer.kind) {
    case 'json':
      return `As ${answer.shape} says.`;
    case 'csv':
      return `A header row, then ${answer.rows}.`;
    case 'openapi':
      return 'This document.';
    default:
      return assertNever(answer);
  }
}

function contentOf(answer: ApiAddress['answer']) {
  switch (answer.kind) {
    case 'json':
      return { 'application/json': { schema: { $ref: `${SHAPE_REF}${answer.shape}` } } };
    case 'csv':
      return { 'text/csv': { schema: { type: 'string' } } };
    case 'openapi':
      return { 'application/json': { schema: { type: 'object' } } };
    default:
      return assertNever(answer);
  }
}
