// Reads what a form sent, and no more than a form of ours can hold.

const MOST_BYTES = 64 * 1024;

/** Null: it is no form, or too much. A request without a body is an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  const bytes = await readBody(request, MOST_BYTES);
  if (bytes === null) return null;
  const text = new TextDecoder().decode(bytes);
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  if (text === '') return new URLSearchParams();
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
    ? new URLSearchParams(text)
    : null;
}

/** Likewise of a form whose words are asked for or stored as they are; null as well where one has a NUL, which Postgres keeps in no text. */
export async function readStorableForm(request: Request): Promise<URLSearchParams | null> {
  const form = await readForm(request);
  return [...(form ?? [])].flat().some((word) => word.includes('\0')) ? null : form;
}

/** Null as soon as there is more than `mostBytes`, whatever the request says of its length; the rest is not read. */
export async function readBody(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
