// A form that was refused goes back to its page with the reason and with what was typed. Both travel sealed in a cookie of that page,
// so that nobody can put words of their own on it; the address says which of them is meant.
import { cookies } from 'next/headers';
import { ulid } from 'ulid';
import { z } from 'zod';

import { openSecret, SealError, sealSecret } from '#lib/auth/seal-secret.ts';

import { requireAppSecret } from './app-secret.ts';
import { goOn } from './go-on.ts';
import { readSettings } from './settings.ts';

/** Long enough to sign in anew on the way. */
const SECONDS = 15 * 60;
/** Browsers drop a cookie of more than 4,096 bytes; sealed it is a third longer. */
const MOST_BYTES = 2800;
/** Never given back. */
const SECRETS = new Set(['password', 'token']);

const name = 'tidemark-refused';

export interface RefusedForm {
  /** Where the form stands: a path of ours, with a fragment if it is not at the top. */
  readonly page: string;
  /** Which form of the page. */
  readonly act: string;
  /** Null: the page says it by itself. */
  readonly sentence: string | null;
  readonly form: URLSearchParams;
}

export interface KeptForm {
  readonly act: string;
  readonly sentence: string | null;
  readonly typed: URLSearchParams;
}

/** Takes a browser back to the form, where readKeptForm has it. */
export function goBackToForm(refused: RefusedForm): Response {
  const { goTo, cookie } = keepForm(refused);
  const response = goOn(goTo);
  response.headers.append('Set-Cookie', cookie);
  return response;
}

/** `goTo`: the page, with what tells it to look for the cookie. */
export function keepForm({ page, act, sentence, form }: RefusedForm): {
  readonly goTo: string;
  readonly cookie: string;
} {
  const url = new URL(page, 'http://own.invalid');
  const id = ulid();
  url.searchParams.set('refused', id);
  const kept = JSON.stringify(fit({ act, sentence, typed: [...form] }));
  const sealed = sealSecret(kept, placeOf(id), requireAppSecret());
  const secure = readSettings().baseUrl.startsWith('https:') ? '; Secure' : '';
  return {
    goTo: `${url.pathname}${url.search}${url.hash}`,
    cookie: `${name}=${sealed}; Path=${url.pathname}; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  };
}

const Kept = z.object({
  act: z.string(),
  sentence: z.string().nullable(),
  typed: z.array(z.tuple([z.string(), z.string()])),
});

/** For a page that was asked for with `?refused=`. Null: it was not, or the cookie is gone or of another form. */
export async function readKeptForm(
  refused: string | readonly string[] | undefined,
): Promise<KeptForm | null> {
  if (typeof refused !== 'string') return null;
  const sealed = (await cookies()).get(name)?.value;
  return sealed === undefined ? null : openKeptForm(refused, sealed);
}

/** `sealed`: the value of the cookie. */
export function openKeptForm(refused: string, sealed: string): KeptForm | null {
  try {
    const opened = openSecret(sealed, placeOf(refused), requireAppSecret());
    const { act, sentence, typed } = Kept.parse(JSON.parse(opened));
    return { act, sentence, typed: new URLSearchParams(typed) };
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** What was typed, without the longest of it where it is too much. */
function fit({ act, sentence, typed }: z.infer<typeof Kept>): z.infer<typeof Kept> {
  const open = typed
    .filter(([key]) => !SECRETS.has(key))
    // HTML has no NUL.
    .map(([key, value]): [string, string] => [key, value.replaceAll('\0', '')]);
  const bytes = (fields: typeof typed) =>
    Buffer.byteLength(JSON.stringify([act, sentence, fields]));
  if (bytes(open) <= MOST_BYTES) return { act, sentence, typed: open };
  const kept = open.toSorted(([, a], [, b]) => a.length - b.length);
  while (kept.length > 0 && bytes(kept) > MOST_BYTES) kept.pop();
  return {
    act,
    sentence:
      `${sentence ?? ''} What was typed is too long to be kept here: going back in the browser may find it.`.trim(),
    typed: kept,
  };
}

function placeOf(id: string) {
  return { table: 'form', column: 'kept', id };
}
