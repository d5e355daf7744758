// better-auth as it is set up here: sign-in by GitHub or by the first administrator's password, sessions in the database, and none
// of its plugins. Only the addresses that app/ mounts can be reached; who may do what is not its business (authorise.ts).
import type { BetterAuthOptions, BetterAuthPlugin, OAuthProvider } from 'better-auth';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';

import { deriveKey } from './derive-key.ts';
import {
  authorizeUrl,
  exchangeCode,
  type GithubApp,
  type GithubPerson,
  readPerson,
} from './github-person.ts';
import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from './password-length.ts';
import { SESSION_ABSOLUTE_MS } from './session-life.ts';

export interface AuthPlan {
  readonly baseUrl: string;
  readonly appSecret: string;
  readonly database: NonNullable<BetterAuthOptions['database']>;
  /** Null: nobody can sign in by GitHub. */
  readonly github: GithubApp | null;
  /** Told of each person that GitHub vouched for, before their session begins. */
  readonly onPerson: (person: GithubPerson) => Promise<void>;
  /** False refuses a session: the account is disabled. */
  readonly mayHaveSession: (userId: string) => Promise<boolean>;
  /** Told of each session that has begun. */
  readonly onSession: (session: BegunSession) => Promise<void>;
}

export interface BegunSession {
  readonly userId: string;
  /** Null: not known. */
  readonly address: string | null;
}

/** Below BASE_URL; the callback that an OAuth app must name is this and `/callback/github`. */
export const AUTH_PATH = '/api/auth';

/** Set by lib/jobs/web-server.js on every request; what a client sends under this name never arrives. */
export const CLIENT_ADDRESS_HEADER = 'x-tidemark-client-address';

/** The code with which a disabled account is refused. */
export const ACCOUNT_DISABLED = 'account_disabled';

/** Tries to sign in by password, from one address in a quarter of an hour. */
const passwordTries = { window: 15 * 60, max: 5 };
/** Sign-ins by GitHub begun or ended, from one address in a minute. */
const githubTries = { window: 60, max: 30 };

export function createAuth(plan: AuthPlan) {
  const isHttps = plan.baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Tidemark',
    baseURL: new URL(plan.baseUrl).origin,
    basePath: AUTH_PATH,
    secret: deriveKey(plan.appSecret, 'sessions').toString('base64url'),
    trustedOrigins: [],
    database: plan.database,
    telemetry: { enabled: false },
    // Its sentences only: what comes with them may hold what GitHub answered.
    logger: {
      level: 'error',
      log: (_level, sentence) => process.stderr.write(`Sign-in: ${sentence}\n`),
    },
    onAPIError: { errorURL: '/sign-in' },
    plugins: plan.github === null ? [] : [offerGithub(plan.github, plan.onPerson)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD_LENGTH,
      maxPasswordLength: MOST_PASSWORD_LENGTH,
    },
    user: { additionalFields: { login: { type: 'string', required: false } } },
    session: {
      expiresIn: SESSION_ABSOLUTE_MS / 1000,
      // It ends seven days after it began, used or not; session-life.ts ends it sooner when it is not used.
      disableSessionRefresh: true,
    },
    account: {
      storeStateStrategy: 'database',
      updateAccountOnSignIn: false,
      encryptOAuthTokens: true,
      // An e-mail address is no proof of being the same person.
      accountLinking: { enabled: false, disableImplicitLinking: true },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'authRateLimit',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': passwordTries,
        '/sign-in/social': githubTries,
        '/callback/*': githubTries,
      },
    },
    databaseHooks: {
      account: {
        // The token has served its purpose once GitHub has said who it is of.
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if (await plan.mayHaveSession(userId)) return;
            throw new APIError('FORBIDDEN', { code: ACCOUNT_DISABLED });
          },
          after: ({ userId, ipAddress }) => plan.onSession({ userId, address: ipAddress || null }),
        },
      },
    },
    advanced: {
      // By hand below: its own prefix is __Secure-, and __Host- binds a cookie to this very host as well.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: {
        session_token: { name: cookieName('session', isHttps) },
        state: { name: cookieName('sign-in', isHttps) },
      },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
export function cookieName(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-tidemark-${name}` : `tidemark-${name}`;
}

/**
 * GitHub as a way to sign in. better-auth's own provider has github.com written into it (only the address of the authorize
 * page can be set), so this hands in one whose addresses are settings; it adds no address of its own to be asked.
 */
function offerGithub(app: GithubApp, onPerson: AuthPlan['onPerson']): BetterAuthPlugin {
  const provider: OAuthProvider<GithubPerson> = {
    id: 'github',
    name: 'GitHub',
    accountSubject: ({ profile }) => profile.id,
    createAuthorizationURL: ({ state, codeVerifier, redirectURI }) =>
      authorizeUrl(app, { state, codeVerifier, redirectUri: redirectURI }),
    validateAuthorizationCode: async ({ code, codeVerifier = '', redirectURI }) => {
      const token = await exchangeCode(app, { code, codeVerifier, redirectUri: redirectURI });
      return token === null ? null : { accessToken: token };
    },
    getUserInfo: async ({ accessToken = '' }) => {
      // It asks for null, not for an error, when GitHub does not say who they are.
      const person = await readPerson(app, accessToken).catch(() => null);
      if (person === null) return null;
      await onPerson(person);
      const { name, login } = person;
      const email = person.email ?? nowhereAddress(app, person);
      return { user: { name, login, email, emailVerified: person.email !== null }, data: person };
    },
  };
  return {
    id: 'github-server',
    init: (context) => ({
      context: { socialProviders: [...context.socialProviders, provider] },
    }),
  };
}

/** better-auth wants an address for everybody; no mail is ever sent to it. In the form that GitHub gives to those who show none. */
function nowhereAddress({ serverUrl }: GithubApp, { id, login }: GithubPerson): string {
  return `${id}+${login}@users.noreply.${new URL(serverUrl).hostname}`.toLowerCase();
}
