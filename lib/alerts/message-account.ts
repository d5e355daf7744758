// What is told to one person about their own subscription or endpoint, and not about an incident.
import { link, list, type Message, paragraph, path, quoted, text } from './message.ts';

/** Asks whether the address's owner wants what somebody asked for in their name. */
export function confirmationMessage({
  confirmUrl,
  wishes,
  endsInHours,
}: {
  readonly confirmUrl: string;
  /** What was asked for, a sentence each. */
  readonly wishes: readonly string[];
  readonly endsInHours: number;
}): Message {
  return {
    subject: 'Confirm that you want mail from Tidemark',
    verdict: 'Somebody, probably you, asked for alerts to this address.',
    action: 'Confirm it by the link below; else do nothing, and nothing more is sent.',
    severity: null,
    blocks: [
      list(
        'What was asked for',
        wishes.map((wish) => ({ head: [text(wish)], details: [] })),
      ),
      paragraph(text(`The link can be used once, within ${endsInHours} hours.`)),
    ],
    link: { text: 'Confirm', href: confirmUrl },
  };
}

/** Goes to the owner by another way than the endpoint itself. */
export function endpointDisabledMessage({
  name,
  targetLabel,
  reason,
  url,
}: {
  readonly name: string;
  readonly targetLabel: string;
  /** One sentence. */
  readonly reason: string;
  /** Page on which it is enabled again. */
  readonly url: string;
}): Message {
  return {
    subject: 'An endpoint of yours at Tidemark is disabled',
    verdict: 'Alerts no longer go to one of your endpoints.',
    action: 'Mend it, send it a test delivery, and it is enabled again.',
    severity: null,
    blocks: [
      paragraph(text('Endpoint: '), quoted(name, 80), text(' at '), path(targetLabel)),
      paragraph(text('Reason: '), quoted(reason, 500)),
      paragraph(
        text('What was due meanwhile is kept, and can be sent again from the '),
        link('delivery log', url),
        text('.'),
      ),
    ],
    link: { text: 'The endpoint', href: url },
  };
}

/** Before the first real alert, and whenever somebody asks for it. */
export function testMessage(baseUrl: string): Message {
  return {
    subject: 'Test delivery from Tidemark',
    verdict: 'This is a test: alerts arrive here.',
    action: 'Nothing is to be done.',
    severity: null,
    blocks: [],
    link: { text: 'What there is to be alerted of', href: `${baseUrl}/alerts` },
  };
}
