// GitHub says that something has happened to a repository. It is believed that it says so, and nothing of what it says: all that
// comes of it is a poll.
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';

import { respondProblem } from '#app/api/v1/respond.ts';
import { readBody } from '#app/read-form.ts';
import { readSettings } from '#app/settings.ts';
import { inTransaction } from '#lib/db/in-transaction.ts';
import { database } from '#lib/db/prisma-client.ts';
import { findRepository } from '#lib/db/read/find-repository.ts';
import { takeGithubDelivery } from '#lib/db/write/take-github-delivery.ts';
import { enqueuePollsOfHint } from '#lib/jobs/enqueue.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const MOST_BYTES = 25 * 1024 * 1024;

const headers = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  event: z.string().regex(/^\w{1,100}$/),
  signature: z.string().regex(/^sha256=[0-9a-f]{64}$/),
});

const payload = z.object({ repository: z.object({ full_name: z.string() }).optional() });

export async function POST(request: Request): Promise<Response> {
  const { githubWebhookSecret: secret, isPollOn } = readSettings();
  if (secret === null) {
    return refuse(503, 'This installation takes no webhooks: GITHUB_WEBHOOK_SECRET is not set.');
  }
  const given = headers.safeParse({
    id: request.headers.get('X-GitHub-Delivery'),
    event: request.headers.get('X-GitHub-Event'),
    signature: request.headers.get('X-Hub-Signature-256'),
  });
  // Before anything of the body is read.
  if (!given.success) {
    return refuse(
      400,
      'X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 must be as GitHub sends them.',
    );
  }
  if (Number(request.headers.get('Content-Length') ?? 0) > MOST_BYTES) return refuseTooLarge();
  const bytes = await readBody(request, MOST_BYTES);
  if (bytes === null) return refuseTooLarge();
  const { id, event, signature } = given.data;
  // Bytes that are no UTF-8 come out as others, and so do not fit the signature.
  const text = Buffer.from(bytes).toString('utf8');
  if (text === '' || !(await verify(secret, text, signature))) {
    return refuse(401, 'The signature does not fit the body and GITHUB_WEBHOOK_SECRET.');
  }
  const parsed = payload.safeParse(parseJson(text));
  if (!parsed.success)
    return refuse(400, 'The body must be JSON: choose application/json at GitHub.');

  const now = new Date();
  const db = database().prisma;
  const outcome = await inTransaction(db, async (tx) => {
    const named = parsed.data.repository?.full_name ?? null;
    const repository = named === null ? null : await findRepository(tx, named);
    const delivery = { id, event, repository: repository?.fullName ?? null, receivedAt: now };
    if (!(await takeGithubDelivery(tx, delivery))) return 'taken before';
    if (repository === null) return 'not polled here';
    if (!isPollOn) return 'polling is off';
    await enqueuePollsOfHint(tx, { repositoryId: repository.id }, now);
    return 'will be polled';
  });
  return Response.json({ outcome }, { status: 202, headers: { 'Cache-Control': 'no-store' } });
}

function refuseTooLarge(): Response {
  return refuse(413, 'The body is larger than the 25 MB that GitHub sends at most.');
}

function refuse(status: number, detail: string): Response {
  return respondProblem({ title: 'Not taken', status, detail });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
