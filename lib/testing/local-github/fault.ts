// Ways in which the local GitHub can refuse, fail or lie, and which request each of them is for.
import { z } from 'zod';

const statusSchema = z.union([
  z.literal(400),
  z.literal(401),
  z.literal(403),
  z.literal(404),
  z.literal(410),
  z.literal(429),
  z.literal(451),
  z.literal(500),
  z.literal(502),
  z.literal(503),
  z.literal(504),
]);

const faultSchema = z.discriminatedUnion('kind', [
  /** REST: 403, nothing left until the reset. */
  z.strictObject({
    kind: z.literal('primary-limit'),
    resetInSeconds: z.number().int().default(3600),
  }),
  /** 403 or 429; the header is sent as it stands, so that it may be a date or nonsense, or left out. */
  z.strictObject({
    kind: z.literal('secondary-limit'),
    status: z.union([z.literal(403), z.literal(429)]).default(403),
    retryAfter: z.string().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('status'),
    status: statusSchema,
    retryAfter: z.string().nullable().default(null),
  }),
  /** A well-formed answer whose body stops early; half of it if no length is given. */
  z.strictObject({
    kind: z.literal('truncated'),
    afterBytes: z.number().int().nonnegative().nullable().default(null),
  }),
  /** Waits before the first byte; then so many bytes a second. */
  z.strictObject({
    kind: z.literal('slow'),
    delayMs: z.number().nonnegative().default(0),
    bytesPerSecond: z.number().positive().nullable().default(null),
  }),
  /** Closes the connection: without an answer, within the header, or after some bytes of the body (half, if not given). */
  z.strictObject({
    kind: z.literal('cut'),
    at: z.enum(['start', 'header', 'body']),
    afterBytes: z.number().int().nonnegative().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('content-type'),
    contentType: z.string(),
    /** Instead of the true body. */
    body: z.string().nullable().default(null),
  }),
  /** Lists only refs that match; with no pattern, none. */
  z.strictObject({ kind: z.literal('lying-refs'), patterns: z.array(z.string()) }),
  /** Git: one byte inside the pack is wrong. */
  z.strictObject({ kind: z.literal('bad-pack') }),
]);

/** What is not given is not asked: a scope of `{}` takes every REST and git request. */
const scopeSchema = z.strictObject({
  on: z.enum(['rest', 'git']).optional(),
  /** "owner/name", as the request spells it or as it is now; case does not matter. */
  repository: z.string().optional(),
  /** Git: which of the requests of one fetch. */
  service: z.enum(['info-refs', 'ls-refs', 'fetch']).optional(),
  /** REST: what follows the repository in the URL, e.g. "/releases"; "" is the repository itself. */
  path: z.string().optional(),
});

export const plannedFaultSchema = z.strictObject({
  fault: faultSchema,
  scope: scopeSchema.default({}),
  /** Matching requests that are answered truly before the fault begins. */
  skip: z.number().int().nonnegative().default(0),
  /** Requests it is for; null: until it is cleared. */
  times: z.number().int().positive().nullable().default(null),
});

export type Fault = z.output<typeof faultSchema>;
export type PlannedFault = z.input<typeof plannedFaultSchema>;

export interface FaultTarget {
  readonly on: 'rest' | 'git';
  /** As asked, and as the repository is called now. */
  readonly repositories: readonly string[];
  readonly service: string | null;
  readonly path: string | null;
}

export interface FaultPlan {
  /** Returns a function that takes this fault away again. Throws when it is not well-formed. */
  add: (planned: PlannedFault) => () => void;
  clear: () => void;
  /** The first fault planned for this request, which counts as used; null when it is to be answered truly. */
  take: (target: FaultTarget) => Fault | null;
  /** Faults still to come. */
  list: () => readonly Fault[];
}

export function createFaultPlan(): FaultPlan {
  interface Entry extends z.output<typeof plannedFaultSchema> {
    skipped: number;
    used: number;
  }
  let entries: readonly Entry[] = [];

  return {
    add: (planned) => {
      const entry: Entry = { ...plannedFaultSchema.parse(planned), skipped: 0, used: 0 };
      entries = [...entries, entry];
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    clear: () => {
      entries = [];
    },
    take: (target) => {
      for (const entry of entries) {
        if (!isFor(entry.fault.kind, entry.scope, target)) continue;
        if (entry.skipped < entry.skip) {
          entry.skipped += 1;
          continue;
        }
        entry.used += 1;
        if (entry.used === entry.times) entries = entries.filter((other) => other !== entry);
        return entry.fault;
      }
      return null;
    },
    list: () => entries.map(({ fault }) => fault),
  };
}

/** A fault waits for a request that can have it: a lie about refs for a listing, a bad pack for a fetch. */
function canHave(kind: Fault['kind'], { on, service }: FaultTarget): boolean {
  if (kind === 'primary-limit') return on === 'rest';
  if (kind === 'bad-pack') return service === 'fetch';
  if (kind === 'lying-refs') return on === 'rest' || service === 'ls-refs';
  return true;
}

function isFor(
  kind: Fault['kind'],
  scope: z.output<typeof scopeSchema>,
  target: FaultTarget,
): boolean {
  const { repository, on, service, path } = scope;
  const names = target.repositories.map((name) => name.toLowerCase());
  return (
    canHave(kind, target) &&
    (on === undefined || on === target.on) &&
    (repository === undefined || names.includes(repository.toLowerCase())) &&
    (service === undefined || service === target.service) &&
    (path === undefined || path === target.path)
  );
}
