// What a webhook of ours carries, version 1: thin, with the address of all the rest. https://www.standardwebhooks.com
import { z } from 'zod';

import { ALERT_KINDS, OWED_EVENTS, SEVERITIES } from './alert.ts';
import { CONFLICT_TYPES } from './conflict-type.ts';
import { SUBSYSTEMS } from './subsystem.ts';

const moment = z.iso.datetime();

/** What follows counts the same as in the full list; a long list is cut so that all stays below 20 kB. */
const leftOut = z.int().nonnegative().describe('Entries that are not listed here.');

const facts = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('forecast-conflict'),
    from: z.string().describe('Release of the rebase that was rehearsed.'),
    target: z.string().describe('A release, or "tip".'),
    targetSha: z.string(),
    patchFiles: z.int().nonnegative().nullable(),
    conflictedFiles: z.int().nonnegative().describe('Without muted paths.'),
    conflicts: z.array(
      z.strictObject({
        path: z.string(),
        type: z.enum(CONFLICT_TYPES.map(({ id }) => id)),
        subsystem: z.enum(SUBSYSTEMS),
        isNew: z.boolean().describe('Not in conflict when subscribers were last told.'),
        culprit: z
          .strictObject({
            sha: z.string(),
            cl: z.string().nullable(),
            author: z.string().nullable(),
            subject: z.string().nullable(),
          })
          .nullable(),
      }),
    ),
    leftOut,
  }),
  z.strictObject({
    kind: z.enum(['behind', 'line-abandoned']),
    newestRebase: z.string(),
    notFollowed: z.array(z.string()).describe('Releases, oldest first.'),
    days: z.int(),
    leftOut,
  }),
  z.strictObject({
    kind: z.literal('unfixed-cves'),
    newestRebase: z.string(),
    cves: z.array(z.strictObject({ id: z.string(), release: z.string(), sha: z.string() })),
    leftOut,
  }),
  z.strictObject({
    kind: z.enum(['cannot-poll', 'cannot-measure']),
    since: moment,
    reason: z.string(),
  }),
]);

export const WebhookBody = z.strictObject({
  type: z
    .enum([...OWED_EVENTS.map((kind) => `incident.${kind}` as const), 'test'])
    .describe('What happened; "test" is sent on request and is about no incident.'),
  timestamp: moment.describe('When it happened, not when it was sent.'),
  data: z
    .strictObject({
      incident: z.strictObject({
        id: z.string(),
        url: z.string(),
        kind: z.enum(ALERT_KINDS.map(({ id }) => id)),
        port: z.string().nullable().describe('Slug. Null: our own trouble with a repository.'),
        line: z.string().nullable().describe('The port’s line.'),
        upstreamLine: z.string().nullable(),
        severity: z.enum(SEVERITIES),
      }),
      seq: z.int().positive().describe('Counts the events of the incident.'),
      verdict: z.string().describe('One line for people.'),
      reason: z.string().nullable().describe('Why it is over. Null: it is not.'),
      facts,
    })
    .nullable()
    .describe('Null: a test.'),
});
export type WebhookBody = z.output<typeof WebhookBody>;
export type WebhookFacts = z.output<typeof facts>;
