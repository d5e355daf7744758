import type { OutgoingOptions } from './outgoing.ts';
import { sendCall, type BodyToSend, type SentCall } from './send-call.ts';

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: knows no id, so a repeated message is a second one. */
export function sendSlack(
  { body }: BodyToSend,
  { url }: { readonly url: string },
  options: OutgoingOptions,
): Promise<SentCall> {
  return sendCall({ method: 'POST', url, headers: {}, body }, options);
}
