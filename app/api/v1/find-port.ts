import { decodeParam } from '#app/decode-param.ts';
import { getPort } from '#lib/db/read/get-port.ts';
import { listPortSlugs } from '#lib/db/read/list-port-slugs.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { quoteInput } from '#lib/domain/quote-input.ts';
import type { PortView } from '#lib/domain/port-view.ts';

import { respondProblem } from './respond.ts';

export type FoundPort =
  | { readonly kind: 'found'; readonly port: PortView }
  | { readonly kind: 'unknown'; readonly response: Response };

/** The port that a URL names, or the answer that lists the ports there are. */
export async function findPort(param: string): Promise<FoundPort> {
  const slug = decodeParam(param);
  const port = await getPort(pageDatabase(), slug);
  if (port !== null) return { kind: 'found', port };
  return {
    kind: 'unknown',
    response: respondUnknownPorts([slug], await listPortSlugs(pageDatabase())),
  };
}

export function respondUnknownPorts(
  unknown: readonly string[],
  known: readonly string[],
): Response {
  const names = unknown.map((slug) => quoteInput(slug)).join(' and no port ');
  return respondProblem({
    title: 'No such port',
    status: 404,
    detail: `There is no port ${names}. ${known.length === 0 ? 'None is known yet.' : `Known: ${known.join(', ')}.`}`,
    ports: [...known],
  });
}
