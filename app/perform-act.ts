// Every request that changes something on somebody's behalf goes through here: from our own pages only, signed in, permitted,
// and in one transaction with its row of the audit log. What is refused is written down as well.
import type { ActId } from '#lib/auth/acts.ts';
import { type ActSubject, authorise, type Refusal } from '#lib/auth/authorise.ts';
import { isOwnRequest } from '#lib/auth/request-origin.ts';
import { type DatabaseClient, inTransaction } from '#lib/db/in-transaction.ts';
import { database } from '#lib/db/prisma-client.ts';
import { type AuditDetail, recordAudit } from '#lib/db/write/record-audit.ts';
import { recordStrangerAudit } from '#lib/db/write/record-stranger-audit.ts';
import type { Actor } from '#lib/domain/actor.ts';

import { readSignedIn } from './auth.ts';
import { clientAddress } from './client-address.ts';
import { readStorableForm } from './read-form.ts';
import { readSettings } from './settings.ts';
import { respondDone, respondRefused } from './respond-to-act.ts';

/** It cannot be done, whoever asks; a sentence for them. */
export interface Impossible {
  readonly kind: 'impossible';
  readonly status: 404 | 409 | 422;
  readonly sentence: string;
  /** Where a browser is told so, if the page of the form is not there any more. */
  readonly page?: string;
}

export interface PlannedAct {
  readonly kind: 'planned';
  /** What permission depends on. */
  readonly subject: ActSubject;
  /** What it is done to, for the audit log: "incident:01J…". */
  readonly target: string;
  /** For the audit log; no secrets. */
  readonly detail?: AuditDetail;
  /** Does it, by `tx` alone, or finds that it cannot be done: then nothing of it is kept. */
  readonly run: (tx: DatabaseClient, by: ActContext) => Promise<ActDone | Impossible>;
}

export interface ActContext {
  readonly actor: Actor;
  readonly now: Date;
}

export interface ActDone {
  readonly kind: 'done';
  /** Where a browser goes next: a path of ours. */
  readonly goTo: string;
  /** What a program is answered. */
  readonly body?: object;
  /** A Set-Cookie header for a browser. */
  readonly cookie?: string;
}

/** What an act is planned from. */
export interface ActRequest {
  readonly db: DatabaseClient;
  readonly form: URLSearchParams;
}

export interface ActOfPage {
  readonly act: ActId;
  /** Where its form stands: a path of ours, with a fragment if that is not at the top. */
  readonly page: string;
}

/** Thrown to leave a transaction without keeping anything of it. */
class Undone extends Error {
  readonly ending: Impossible;

  constructor(ending: Impossible) {
    super(ending.sentence);
    this.ending = ending;
  }
}

/**
 * `plan` reads what the request asks for, and looks up what it is about; it changes nothing. It is only called for somebody who
 * is signed in. 303 for browsers, if it is refused back to `page`, where readKeptForm has the reason and what was typed; for programs
 * 200, or 401, 403, 404, 409 or 422 with problem+json.
 */
export async function performAct(
  request: Request,
  { act, page }: ActOfPage,
  plan: (given: ActRequest) => Promise<PlannedAct | Impossible>,
): Promise<Response> {
  const now = new Date();
  const db = database().prisma;
  const { pathname } = new URL(request.url);
  const signedIn = await readSignedIn(request.headers, now);
  const actor = signedIn?.actor ?? null;
  const audit = (target: string, why: string, detail: AuditDetail = {}) =>
    auditRefusal(request, { db, now, act, actor, target, detail: { ...detail, why } });

  if (!isOwnRequest(request.headers, readSettings().baseUrl)) {
    await audit(pathname, 'foreign');
    return respondRefused(request, 'foreign');
  }
  const form = await readStorableForm(request);
  const refuse = (refusal: RefusalToTell) =>
    respondRefused(request, refusal, { page, act, form: form ?? new URLSearchParams() });
  if (actor === null) {
    await audit(pathname, 'signed-out');
    return refuse('signed-out');
  }
  if (form === null) return refuse('malformed');
  const planned = await plan({ db, form });
  if (planned.kind === 'impossible') return refuse(planned);
  const { subject, target, detail = {} } = planned;
  const verdict = authorise(actor, { act, subject, now });
  if (verdict.kind === 'refused') {
    await audit(target, verdict.why, detail);
    return refuse(verdict.why);
  }
  try {
    const done = await inTransaction(db, async (tx) => {
      const ending = await planned.run(tx, { actor, now });
      if (ending.kind === 'impossible') throw new Undone(ending);
      await recordAudit(tx, { at: now, actor, act, target, result: 'done', detail });
      return ending;
    });
    return respondDone(request, done);
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    await audit(target, error.ending.sentence, detail);
    return refuse(error.ending);
  }
}

interface RefusedAct {
  readonly db: DatabaseClient;
  readonly now: Date;
  readonly act: ActId;
  readonly actor: Actor | null;
  readonly target: string;
  readonly detail: AuditDetail;
}

async function auditRefusal(request: Request, refused: RefusedAct): Promise<void> {
  const { db, now, act, actor, target, detail } = refused;
  const address = clientAddress(request);
  if (actor === null) {
    await recordStrangerAudit(db, { at: now, act, target, detail, address });
    return;
  }
  await recordAudit(db, {
    at: now,
    actor,
    act,
    target,
    result: 'refused',
    detail: { ...detail, address },
  });
}

export type RefusalToTell = Refusal | 'foreign' | 'malformed' | Impossible;
