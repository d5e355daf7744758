import type { Metadata } from 'next';

import { canonical } from '#app/share-metadata.ts';
import { readSettings } from '#app/settings.ts';
import { AddressSection } from '#components/api/address-section.tsx';
import { FieldsTable } from '#components/api/fields-table.tsx';
import { type Field, fieldsBeyond, prepareFields } from '#components/api/prepare-fields.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { type ExampleRelease, findExampleRelease } from '#lib/db/read/find-example-release.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { API_ADDRESSES } from '#lib/domain/api-addresses.ts';
import { shapesAsJsonSchema } from '#lib/domain/openapi-v1.ts';

export function generateMetadata(): Metadata {
  return {
    title: 'API',
    description:
      'Every number of these pages as JSON or CSV: addresses, parameters, answers, errors.',
    alternates: canonical('/api'),
  };
}

/** No page: it must not be loaded as one. */
const openApi = '/api/v1/openapi.json';

/** Shapes that are another one and more. */
const extendedBy: Readonly<Record<string, string>> = {
  RebaseWithFiles: 'Rebase',
  TransitionWithConflicts: 'Transition',
};

type Shapes = readonly {
  readonly name: string;
  readonly extended: string | undefined;
  readonly fields: readonly Field[];
}[];

/** The same for as long as the program runs. */
let shapes: Shapes | null = null;

function listShapes(): Shapes {
  shapes ??= makeShapes();
  return shapes;
}

function makeShapes(): Shapes {
  const schemas = shapesAsJsonSchema();
  return [...schemas].map(([name, schema]) => {
    const extended = extendedBy[name];
    const fields = prepareFields(schema);
    const base = extended === undefined ? undefined : schemas.get(extended);
    return { name, extended, fields: base === undefined ? fields : fieldsBeyond(fields, base) };
  });
}

export default async function ApiPage() {
  const { baseUrl } = readSettings();
  const known = nameExamples(await findExampleRelease(pageDatabase()));
  const problem = `curl -s ${baseUrl}/api/v1/ports/nowhere/rebases`;
  const conditional = `curl -s -D - -o ports.json --etag-compare ports.etag --etag-save ports.etag ${baseUrl}/api/v1/ports`;
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">API</h1>
      <p className="mt-1 max-w-prose text-muted">
        Every number of these pages, for programs: public, read-only, without a key. Any site may
        ask from a browser. The same as{' '}
        <a href={openApi} className="link text-ink">
          OpenAPI 3.1
        </a>
        , made from the schemas that the answers are tested against.
      </p>
      <ul className="mt-4 max-w-prose list-disc space-y-1 pl-5">
        <li>
          <code>null</code> means not measured, and a reason stands beside it; <code>0</code> means
          measured, and none.
        </li>
        <li>
          Moments are ISO 8601 in UTC. Paths that are not valid UTF-8 stand as git quotes them.
        </li>
      </ul>
      <h2 id="addresses" className="mt-10 mb-3 text-lg font-semibold tracking-tight">
        Addresses
      </h2>
      {API_ADDRESSES.map((address) => (
        <AddressSection key={address.id} address={address} baseUrl={baseUrl} known={known} />
      ))}
      <h2 id="asking-again" className="mt-8 text-lg font-semibold tracking-tight">
        Asking again
      </h2>
      <p className="mt-1 max-w-prose text-muted">
        Each answer has a weak <code>ETag</code>. Sent back as <code>If-None-Match</code> it gets a{' '}
        <code>304</code> without a body while nothing has changed.
      </p>
      <Command text={conditional} />
      <h2 id="errors" className="mt-8 text-lg font-semibold tracking-tight">
        Errors
      </h2>
      <p className="mt-1 max-w-prose text-muted">
        Each is <code>application/problem+json</code> (RFC 9457), with a <code>detail</code> that
        says what to do: <code>400</code> a parameter has a value that is not known, and which are,{' '}
        <code>404</code> there is no such thing, and what there is instead, <code>503</code> the
        database could not be read, or too many requests are waiting.
      </p>
      <Command text={problem} />
      <h2 id="shapes" className="mt-10 text-lg font-semibold tracking-tight">
        Shapes
      </h2>
      {listShapes().map(({ name, extended, fields }) => (
        <section key={name} aria-labelledby={name} className="mt-6">
          <h3 id={name} className="mb-1 font-mono text-sm font-semibold">
            <a href={`#${name}`} className="hover:underline">
              {name}
            </a>
          </h3>
          {extended !== undefined && (
            <p className="mb-1 text-sm text-muted">
              As{' '}
              <a href={`#${extended}`} className="link font-mono text-xs text-ink">
                {extended}
              </a>
              , and:
            </p>
          )}
          <FieldsTable label={name} fields={fields} />
        </section>
      ))}
    </main>
  );
}

/** Of this installation, so that what is copied from here answers; what it does not have, as the list of addresses has it. */
function nameExamples(example: ExampleRelease | null): Readonly<Record<string, string>> {
  if (example === null) return {};
  const { slug, release } = example;
  return { port: slug, ...(release === null ? {} : { release }) };
}

function Command({ text }: { readonly text: string }) {
  return (
    <div className="mt-3 flex max-w-4xl items-center gap-3 rounded-md bg-soft py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 grow font-mono text-xs wrap-anywhere">{text}</code>
      <CopyButton text={text} what={text} />
    </div>
  );
}
