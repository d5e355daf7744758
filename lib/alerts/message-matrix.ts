// A message for a Matrix room: plain, and formatted with the elements that every client shows; it mentions nobody.
// https://spec.matrix.org/v1.16/client-server-api/#mtext and #user-and-room-mentions
import { messageHtml } from './message-html.ts';
import { messageText } from './message-text.ts';
import { fitItems, type Message } from './message.ts';

const mostItems = 10;
/** A homeserver refuses an event of more than 65,536 bytes, and puts more into it than this. */
const mostBytes = 50_000;

export interface MatrixMessage {
  readonly msgtype: 'm.text';
  readonly body: string;
  readonly format: 'org.matrix.custom.html';
  readonly formatted_body: string;
  /** Empty: "@room" in a name rings nobody. */
  readonly 'm.mentions': Readonly<Record<string, never>>;
}

export function matrixMessage(message: Message): MatrixMessage {
  return fitItems<MatrixMessage>(
    mostItems,
    (items) => ({
      msgtype: 'm.text',
      body: messageText(message, { mostItems: items }),
      format: 'org.matrix.custom.html',
      formatted_body: messageHtml(message, items),
      'm.mentions': {},
    }),
    (content) => Buffer.byteLength(JSON.stringify(content)) <= mostBytes,
  );
}
