import { requireAppSecret } from '#app/app-secret.ts';
import { type ActContext, type ActDone, type Impossible, performAct } from '#app/perform-act.ts';
import { respondRefused } from '#app/respond-to-act.ts';
import { parseFilters } from '#app/settings/endpoints/parse-filters.ts';
import { showOnce } from '#app/settings/endpoints/shown-secret.ts';
import { makeWebhookSecret, sealEndpointSecret } from '#lib/auth/seal-endpoint.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  deleteEndpoint,
  disableEndpointByHand,
  enableEndpoint,
  renameEndpoint,
  rotateEndpointSecret,
} from '#lib/db/write/change-endpoint.ts';
import { endSubscriptions } from '#lib/db/write/end-subscriptions.ts';
import { replayDelivery } from '#lib/db/write/replay-delivery.ts';
import { requestTestDelivery } from '#lib/db/write/request-test-delivery.ts';
import { subscribeEndpoint } from '#lib/db/write/subscribe-endpoint.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { enqueueDeliver } from '#lib/jobs/enqueue.ts';

interface Context {
  readonly params: Promise<{ readonly endpoint: string; readonly change: string }>;
}

const CHANGES = [
  'endpoint-rename',
  'endpoint-rotate',
  'endpoint-test',
  'endpoint-enable',
  'endpoint-disable',
  'endpoint-delete',
  'endpoint-subscribe',
  'endpoint-unsubscribe',
  'endpoint-replay',
] as const;

type Change = (typeof CHANGES)[number];

/** How long messages are signed with the secret before as well, so that a receiver can be changed in peace. */
const BOTH_SECRETS_MS = 24 * 60 * 60_000;

const unknown = {
  kind: 'impossible',
  status: 404,
  sentence: 'There is no such endpoint any more.',
  page: '/settings/endpoints',
} as const;

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { endpoint: id, change: asked } = await params;
  const change = CHANGES.find((known) => known === asked);
  // Postgres keeps no text with a NUL, and is not asked about one.
  if (change === undefined || id.includes('\0')) return respondRefused(request, unknown);
  return await performAct(
    request,
    { act: change, page: `/settings/endpoints/${encodeURIComponent(id)}` },
    async ({ db, form }) => {
      const endpoint = await db.endpoint.findUnique({
        where: { id },
        select: { id: true, name: true, ownerId: true, channel: true },
      });
      if (endpoint === null) return unknown;
      return {
        kind: 'planned',
        subject: { kind: 'owned', ownerId: endpoint.ownerId },
        target: `endpoint:${id}`,
        detail: { name: endpoint.name, ...detailOf(change, form) },
        run: (tx, by) => apply(tx, change, { ...by, id, channel: endpoint.channel, form }),
      };
    },
  );
}

/** Which delivery or subscription it was about. */
function detailOf(change: Change, form: URLSearchParams): Record<string, string> {
  if (change === 'endpoint-replay') return { delivery: form.get('delivery') ?? '' };
  if (change === 'endpoint-unsubscribe') return { subscription: form.get('subscription') ?? '' };
  return {};
}

interface Given extends ActContext {
  readonly id: string;
  readonly channel: string;
  readonly form: URLSearchParams;
}

async function apply(
  tx: DatabaseClient,
  change: Change,
  { id, channel, form, now: at }: Given,
): Promise<ActDone | Impossible> {
  const here = `/settings/endpoints/${id}?done=${change}`;
  const done = (body: object = {}): ActDone => ({ kind: 'done', goTo: here, body });
  switch (change) {
    case 'endpoint-rename': {
      const name = (form.get('name') ?? '').trim();
      if (name === '' || name.length > 100) return refuse('Give it a name of 1 to 100 characters.');
      return (await renameEndpoint(tx, { endpointId: id, name })) ? done() : unknown;
    }
    case 'endpoint-rotate': {
      if (channel !== 'webhook') return refuse('Only webhooks have a secret that is made here.');
      const made = makeWebhookSecret();
      const secret = sealEndpointSecret(made, id, requireAppSecret());
      const previousUntil = new Date(at.getTime() + BOTH_SECRETS_MS);
      if (!(await rotateEndpointSecret(tx, { endpointId: id, secret, previousUntil, at })))
        return unknown;
      return { ...done({ secret: made }), cookie: showOnce(id, made) };
    }
    case 'endpoint-test': {
      const deliveryId = await requestTestDelivery(tx, { endpointId: id, at });
      if (deliveryId === null) return refuse('It is disabled: enable it first.');
      await enqueueDeliver(tx);
      return done({ delivery: deliveryId });
    }
    case 'endpoint-enable':
      return (await enableEndpoint(tx, id)) ? done() : refuse('It is not disabled.');
    case 'endpoint-disable':
      return (await disableEndpointByHand(tx, { endpointId: id, at }))
        ? done()
        : refuse('It is disabled already.');
    case 'endpoint-delete':
      return (await deleteEndpoint(tx, id))
        ? { kind: 'done', goTo: '/settings/endpoints?done=endpoint-delete' }
        : unknown;
    case 'endpoint-subscribe': {
      const parsed = await parseFilters(tx, form);
      if (parsed.kind === 'refused') return refuse(parsed.sentence);
      return done({
        subscription: await subscribeEndpoint(tx, { endpointId: id, filters: parsed.filters, at }),
      });
    }
    case 'endpoint-unsubscribe': {
      const subscription = await tx.subscription.findFirst({
        where: { id: form.get('subscription') ?? '', endpointId: id, endedAt: null },
        select: { id: true },
      });
      if (subscription === null) return refuse('That subscription has ended already.');
      const reason = 'It was ended by hand.';
      await endSubscriptions(tx, { which: { id: subscription.id }, reason, at });
      return done();
    }
    case 'endpoint-replay': {
      const delivery = await tx.delivery.findFirst({
        where: { id: form.get('delivery') ?? '', endpointId: id },
        select: { id: true },
      });
      if (delivery === null) return refuse('There is no such delivery.');
      const outcome = await replayDelivery(tx, { deliveryId: delivery.id, at });
      if (outcome.kind === 'refused') return refuse(outcome.reason);
      await enqueueDeliver(tx);
      return done({ delivery: outcome.deliveryId });
    }
    default:
      return assertNever(change);
  }
}

function refuse(sentence: string): Impossible {
  return { kind: 'impossible', status: 409, sentence };
}
