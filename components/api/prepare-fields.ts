// Decides how a shape of the API is told to people: one row a field, those of objects within it under "field.name".
import type { JsonSchema } from '#lib/domain/openapi-v1.ts';

export interface Field {
  /** "lines[].cves[].id"; of a shape with variants the variant first: "behind: days". */
  readonly name: string;
  /** "whole number or null". */
  readonly type: string;
  /** The shape that the field has, or that its elements have. Null: it has none of its own. */
  readonly shape: string | null;
  /** What it may be, where that is one of few. */
  readonly values: readonly string[];
  readonly description: string | null;
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** Of an object its fields; of a list those of its elements; of a union those of each variant. */
export function prepareFields(schema: JsonSchema): readonly Field[] {
  return fieldsOf(schema, '');
}

/** Those that `base` has not, or has differently. */
export function fieldsBeyond(fields: readonly Field[], base: JsonSchema): readonly Field[] {
  const types = new Map(prepareFields(base).map(({ name, type }) => [name, type]));
  return fields.filter(({ name, type }) => types.get(name) !== type);
}

function fieldsOf(schema: JsonSchema, prefix: string): readonly Field[] {
  if (schema.oneOf !== undefined) {
    return schema.oneOf.filter(isSchema).flatMap((variant) => {
      const kind = variant.properties?.['kind'];
      const name = isSchema(kind) && typeof kind.const === 'string' ? kind.const : 'variant';
      return fieldsOf(variant, `${name}: `).filter((field) => field.name !== `${name}: kind`);
    });
  }
  const items = itemsOf(schema);
  if (items !== null) return toFields(items, `${prefix}[]`, false);
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    isSchema(property)
      ? toFields(property, `${prefix}${key}`, schema.required?.includes(key) !== true)
      : [],
  );
}

/** The field, and those of the objects in it. */
function toFields(schema: JsonSchema, name: string, isOptional: boolean): readonly Field[] {
  const { core, isNullable } = withoutNull(schema);
  const items = itemsOf(core);
  const element = items === null ? null : withoutNull(items).core;
  const field: Field = {
    name,
    type: `${describeType(core)}${isNullable ? ' or null' : ''}${isOptional ? ', or left out' : ''}`,
    shape: shapeOf(element ?? core),
    values: valuesOf(element ?? core),
    description: schema.description ?? null,
  };
  const within = fieldsOf(element ?? core, `${name}${element === null ? '' : '[]'}.`);
  return [field, ...within];
}

function describeType(schema: JsonSchema): string {
  const shape = shapeOf(schema);
  if (shape !== null) return shape;
  const items = itemsOf(schema);
  if (items !== null) return `list of ${describeElement(items)}`;
  if (schema.format === 'date-time') return 'moment';
  return typeof schema.type === 'string' ? (words[schema.type] ?? schema.type) : 'any';
}

function describeElement(items: JsonSchema): string {
  const type = describeType(withoutNull(items).core);
  return type === 'object' ? 'objects' : type === 'text' ? 'texts' : type;
}

/** The schema when it is not null, and whether it may be: both ways in which JSON Schema says so. */
function withoutNull(schema: JsonSchema): { core: JsonSchema; isNullable: boolean } {
  const { type, anyOf } = schema;
  if (Array.isArray(type)) {
    const others: readonly unknown[] = type.filter((each: unknown) => each !== 'null');
    const [only] = others;
    if (others.length === 1 && isTypeName(only)) {
      return { core: { ...schema, type: only }, isNullable: others.length < type.length };
    }
  }
  const choices = (anyOf ?? []).filter(isSchema);
  const core = choices.find((choice) => choice.type !== 'null');
  if (core === undefined) return { core: schema, isNullable: false };
  return { core, isNullable: choices.length > 1 };
}

function itemsOf({ items }: JsonSchema): JsonSchema | null {
  return isSchema(items) ? items : null;
}

function shapeOf({ $ref }: JsonSchema): string | null {
  return $ref === undefined ? null : $ref.slice($ref.lastIndexOf('/') + 1);
}

function valuesOf(schema: JsonSchema): readonly string[] {
  return schema.enum?.map(String) ?? [];
}

type TypeName = Exclude<JsonSchema['type'], undefined>;

function isTypeName(value: unknown): value is TypeName {
  return typeof value === 'string' && value in words;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
