import type { OutgoingOptions } from './outgoing.ts';
import { sendCall, type BodyToSend, type SentCall } from './send-call.ts';

/** https://docs.discord.com/developers/resources/webhook#execute-webhook: with `wait` it answers only once the message is there. */
export function sendDiscord(
  { body }: BodyToSend,
  { url }: { readonly url: string },
  options: OutgoingOptions,
): Promise<SentCall> {
  const waiting = new URL(url);
  waiting.searchParams.set('wait', 'true');
  return sendCall({ method: 'POST', url: waiting.href, headers: {}, body }, options);
}
