import type { OutgoingOptions } from './outgoing.ts';
import { sendCall, type BodyToSend, type SentCall } from './send-call.ts';

export interface MatrixTarget {
  readonly homeserver: string;
  readonly roomId: string;
  readonly accessToken: string;
}

/** https://spec.matrix.org/v1.16/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid: repeated with the same id it is the same message. */
export function sendMatrix(
  { id, body }: BodyToSend,
  { homeserver, roomId, accessToken }: MatrixTarget,
  options: OutgoingOptions,
): Promise<SentCall> {
  const path = ['rooms', roomId, 'send', 'm.room.message', id].map(encodeURIComponent).join('/');
  const url = `${homeserver}/_matrix/client/v3/${path}`;
  const headers = { authorization: `Bearer ${accessToken}` };
  return sendCall({ method: 'PUT', url, headers, body }, options);
}
