// A message as a mail: subject, plain text, and HTML that follows the reader's theme.
import { escapeHtml } from '#lib/domain/escape-html.js';

import { lineHtml, messageHtml } from './message-html.ts';
import { messageText } from './message-text.ts';
import type { Line, Message } from './message.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Both are pages that only show; what they do takes another click. */
export interface MailLinks {
  readonly manageUrl: string;
  readonly unsubscribeUrl: string;
}

const mostItems = 25;

/** `links` null: to somebody who has not subscribed, so there is nothing to end. */
export function mailOf(message: Message, links: MailLinks | null): Mail {
  const footer: readonly Line[] =
    links === null
      ? []
      : [
          [{ kind: 'link', text: 'What you are sent, and how often', href: links.manageUrl }],
          [{ kind: 'link', text: 'Stop these mails', href: links.unsubscribeUrl }],
        ];
  return {
    subject: message.subject,
    text: messageText(message, { mostItems, footer }),
    html: page(message.subject, [
      messageHtml(message, mostItems),
      ...(footer.length === 0 ? [] : [`<hr>\n<p>${footer.map(lineHtml).join('<br>')}</p>`]),
    ]),
  };
}

/** Without a colour of its own it is readable in any theme; `color-scheme` lets a dark one be dark. */
function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 720px; margin: 16px; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
code { font: 13px/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; }
</style>
</head>
<body>
${parts.join('\n')}
</body>
</html>
`;
}
