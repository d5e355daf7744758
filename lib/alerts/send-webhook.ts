// A signed webhook: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { Webhook } from 'standardwebhooks';

import type { OutgoingOptions } from './outgoing.ts';
import { sendCall, type BodyToSend, type SentCall } from './send-call.ts';

export interface WebhookTarget {
  readonly url: string;
  /** "whsec_…": the present one, and the one before for as long as it holds, so that receivers can change over in between. */
  readonly secrets: readonly string[];
}

/** `at` is when this attempt is made: receivers refuse what is older than some minutes. */
export function sendWebhook(
  { id, body }: BodyToSend,
  { url, secrets }: WebhookTarget,
  { at, ...options }: OutgoingOptions & { readonly at: Date },
): Promise<SentCall> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
  return sendCall({ method: 'POST', url, headers, body }, options);
}
