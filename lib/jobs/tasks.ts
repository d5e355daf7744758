// The tasks that the queue knows, and what each is given; a payload is parsed again when it comes out of the queue.
import { z } from 'zod';

export const pollRepositoryPayload = z.object({ repositoryId: z.number().int() });
export const measureLinePayload = z.object({ portId: z.number().int(), line: z.string() });

export const rehearsePortPayload = z.object({ portId: z.number().int() });
export const findFixesPayload = z.object({ repositoryId: z.number().int() });

export const confirmCulpritsPayload = z.object({
  portId: z.number().int(),
  /** Rehearsal whose turn it was before; the older ones are left. Null: begin with the newest. */
  before: z.number().int().nullable(),
});
export const readConflictsPayload = z.object({ rehearsalId: z.number().int() });
export const readPatchPayload = z.object({
  revisionId: z.number().int(),
  /** Of the file in git's own order, from 0. */
  position: z.number().int(),
});

export const evaluateAlertsPayload = z.object({
  /** Null: our own trouble with repositories. */
  portId: z.number().int().nullable(),
});

export type PollRepositoryPayload = z.output<typeof pollRepositoryPayload>;
export type MeasureLinePayload = z.output<typeof measureLinePayload>;

export type RehearsePortPayload = z.output<typeof rehearsePortPayload>;
export type FindFixesPayload = z.output<typeof findFixesPayload>;
export type ConfirmCulpritsPayload = z.output<typeof confirmCulpritsPayload>;
export type EvaluateAlertsPayload = z.output<typeof evaluateAlertsPayload>;
export type ReadConflictsPayload = z.output<typeof readConflictsPayload>;
export type ReadPatchPayload = z.output<typeof readPatchPayload>;

declare global {
  // graphile-worker takes the types of payloads from this namespace.
  // oxlint-disable-next-line typescript/no-namespace -- it offers no other way
  namespace GraphileWorker {
    interface Tasks {
      'poll-repository': PollRepositoryPayload;
      'measure-line': MeasureLinePayload;
      'rehearse-port': RehearsePortPayload;
      'find-fixes': FindFixesPayload;
      'confirm-culprits': ConfirmCulpritsPayload;
      'evaluate-alerts': EvaluateAlertsPayload;
      deliver: unknown;
      'read-conflicts': ReadConflictsPayload;
      'read-patch': ReadPatchPayload;
      sweep: unknown;
    }
  }
}
