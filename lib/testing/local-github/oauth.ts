// GitHub's OAuth for apps: codes that are good once, for ten minutes, for the app and address they were made for, and tokens that say whose they are.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface HostedPerson {
  readonly id: number;
  readonly login: string;
  /** Null: they show none. */
  readonly name: string | null;
  readonly emails: readonly {
    readonly email: string;
    readonly primary: boolean;
    readonly verified: boolean;
  }[];
}

export interface OauthApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

export const LOCAL_APP: OauthApp = {
  clientId: 'local-client-id',
  clientSecret: 'local-client-secret',
};

/** Who can sign in at the local GitHub. */
export const LOCAL_PEOPLE: readonly HostedPerson[] = [
  person(101, 'ada', 'Ada Admin'),
  person(102, 'max', 'Max Maintainer'),
  person(103, 'rita', 'Rita Reader'),
  // Shows neither a name nor an address that GitHub has verified.
  {
    id: 104,
    login: 'shy',
    name: null,
    emails: [{ email: 'shy@example.org', primary: true, verified: false }],
  },
];

function person(id: number, login: string, name: string): HostedPerson {
  return {
    id,
    login,
    name,
    emails: [{ email: `${login}@example.org`, primary: true, verified: true }],
  };
}

export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Null: the app asks for none. */
  readonly challenge: string | null;
}

export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly redirectUri: string | null;
  readonly verifier: string | null;
}

/** In GitHub's own words. */
export type TokenError =
  | 'incorrect_client_credentials'
  | 'redirect_uri_mismatch'
  | 'bad_verification_code';

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string; readonly scope: string }
  | { readonly kind: 'error'; readonly error: TokenError };

export interface Oauth {
  readonly app: OauthApp;
  readonly people: readonly HostedPerson[];
  /** A code for whoever has that login. Null: nobody has. */
  readonly authorize: (login: string, request: AuthorizeRequest) => string | null;
  readonly exchange: (request: TokenRequest) => TokenAnswer;
  /** Null: it is no token that was given out. */
  readonly personOf: (token: string) => HostedPerson | null;
}

interface OpenCode extends AuthorizeRequest {
  readonly person: HostedPerson;
  readonly expiresAtMs: number;
}

const CODE_LIFE_MS = 10 * 60_000;

export function createOauth(now: () => number): Oauth {
  const codes = new Map<string, OpenCode>();
  const tokens = new Map<string, HostedPerson>();
  return {
    app: LOCAL_APP,
    people: LOCAL_PEOPLE,
    authorize: (login, request) => {
      const found = LOCAL_PEOPLE.find((candidate) => candidate.login === login);
      if (found === undefined) return null;
      const code = randomBytes(10).toString('hex');
      codes.set(code, { ...request, person: found, expiresAtMs: now() + CODE_LIFE_MS });
      return code;
    },
    exchange: (request) => {
      if (
        !isEqual(request.clientId, LOCAL_APP.clientId) ||
        !isEqual(request.clientSecret, LOCAL_APP.clientSecret)
      ) {
        return { kind: 'error', error: 'incorrect_client_credentials' };
      }
      const open = codes.get(request.code);
      codes.delete(request.code);
      if (open === undefined || open.expiresAtMs <= now() || !isProven(open, request)) {
        return { kind: 'error', error: 'bad_verification_code' };
      }
      if (request.redirectUri !== null && request.redirectUri !== open.redirectUri) {
        return { kind: 'error', error: 'redirect_uri_mismatch' };
      }
      const token = `gho_${randomBytes(18).toString('hex')}`;
      tokens.set(token, open.person);
      return { kind: 'token', token, scope: open.scope.replaceAll(' ', ',') };
    },
    personOf: (token) => tokens.get(token) ?? null,
  };
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
function isProven({ challenge }: OpenCode, { verifier }: TokenRequest): boolean {
  if (challenge === null) return true;
  return (
    verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge
  );
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
