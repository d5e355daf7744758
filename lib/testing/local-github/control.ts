// Steering of a running local GitHub: the same acts from a test in the same process and by POST /__control.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { plannedFaultSchema } from './fault.ts';
import { readCredential } from './serve-rest.ts';
import { ANONYMOUS } from './quota.ts';
import type { World } from './serve-request.ts';

export const CONTROL_PATH = '/__control';
const MAX_BODY_BYTES = 10_000_000;

const fullName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'write OWNER/NAME');
const sha = z.string().regex(/^[0-9a-f]{40}$/, 'a full sha has 40 hexadecimal digits');
const ref = z.string().startsWith('refs/');
const release = z.strictObject({
  tag: z.string(),
  name: z.string().nullable(),
  body: z.string().nullable(),
  prerelease: z.boolean(),
  publishedAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'write 2026-01-31T12:00:00Z'),
});

const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('add-fault'), ...plannedFaultSchema.shape }),
  z.strictObject({ act: z.literal('clear-faults') }),
  /** Shows the ref at `sha`, or no longer if it is null, whatever the store says. */
  z.strictObject({ act: z.literal('set-ref'), repository: fullName, ref, sha: sha.nullable() }),
  /** Forgets every `set-ref` of the repository. */
  z.strictObject({ act: z.literal('follow-store'), repository: fullName }),
  z.strictObject({ act: z.literal('rename'), repository: fullName, to: fullName }),
  z.strictObject({
    act: z.literal('describe'),
    repository: fullName,
    archived: z.boolean().optional(),
    description: z.string().nullable().optional(),
    defaultBranch: z.string().nullable().optional(),
    releases: z.array(release).optional(),
  }),
  /** What is left of the quota of a token, or of those without one if it is null. */
  z.strictObject({
    act: z.literal('set-allowance'),
    token: z.string().min(1).nullable(),
    remaining: z.number().int().nonnegative(),
    resetInSeconds: z.number().positive().default(3600),
  }),
  z.strictObject({ act: z.literal('forget-requests') }),
]);

export type ControlAct = z.input<typeof actSchema>;

/** Does one act. Throws a sentence when it is not well-formed or names a repository that is not there. */
export function control(input: unknown, world: World): void {
  const parsed = actSchema.safeParse(input);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const act = parsed.data;
  switch (act.act) {
    case 'add-fault':
      world.faults.add({ fault: act.fault, scope: act.scope, skip: act.skip, times: act.times });
      return;
    case 'clear-faults':
      world.faults.clear();
      return;
    case 'set-ref':
      world.directory.change(act.repository, { pushedAtMs: world.now() });
      world.directory.demand(act.repository).exposed.overrideRef(act.ref, act.sha);
      return;
    case 'follow-store':
      world.directory.change(act.repository, { pushedAtMs: world.now() });
      world.directory.demand(act.repository).exposed.followStore();
      return;
    case 'rename':
      world.directory.rename(act.repository, act.to);
      return;
    case 'describe': {
      const { archived, description, defaultBranch, releases } = act;
      world.directory.change(act.repository, {
        ...(archived === undefined ? {} : { archived }),
        ...(description === undefined ? {} : { description }),
        ...(defaultBranch === undefined ? {} : { defaultBranch }),
        ...(releases === undefined ? {} : { releases }),
      });
      return;
    }
    case 'set-allowance': {
      const credential = act.token === null ? ANONYMOUS : readCredential(`token ${act.token}`);
      if (credential === null) throw new Error('A token has no spaces.');
      const { limit } = world.quota.read(credential);
      const resetAtMs = world.now() + act.resetInSeconds * 1000;
      world.quota.set(credential, { limit, used: Math.max(0, limit - act.remaining), resetAtMs });
      return;
    }
    case 'forget-requests':
      world.log.forget();
  }
}

/** GET tells what was asked so far; POST does one act, or each of an array. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  const answer = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(`${JSON.stringify(body)}\n`);
  };
  if (request.method === 'GET') {
    answer(200, {
      requests: world.log.all(),
      unknownRequests: world.log.unknown(),
      faults: world.faults.list(),
      repositories: world.directory.all().map((repository) => repository.fullName),
    });
    return;
  }
  // A page in somebody's browser cannot send this type to another site without being asked first.
  if (request.headers['content-type']?.startsWith('application/json') !== true) {
    answer(415, { error: 'Send content-type: application/json.' });
    return;
  }
  try {
    const body: unknown = JSON.parse(await readText(request));
    for (const act of Array.isArray(body) ? body : [body]) control(act, world);
    answer(200, { ok: true });
  } catch (error) {
    answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new Error('That is too much.');
  }
  return Buffer.concat(chunks).toString();
}
