// Reads the settings out of the environment, once: each is checked, has a default, and when wrong is named in one
// sentence that never shows a secret.
import { z } from 'zod';

export interface Settings {
  /** A Postgres that somebody else runs. Null: the program brings its own. */
  readonly databaseUrl: string | null;
  /** As given: relative to where the program was started. */
  readonly dataDir: string;
  readonly port: number;
  /** Address that the web server listens on. */
  readonly host: string;
  /** How readers reach the pages, without a slash at the end. */
  readonly baseUrl: string;
  readonly githubToken: string | null;
  /** Without a slash at the end. */
  readonly githubApiUrl: string;
  /** Without a slash at the end. */
  readonly githubServerUrl: string;
  /** False: show what is stored, ask nobody. */
  readonly isPollOn: boolean;
  readonly pollIntervalMs: number;
  /** Shortest time between two rehearsals onto upstream's tip. */
  readonly tipIntervalMs: number;
  /** Null: no mail is sent. */
  readonly smtpUrl: string | null;
  /** Whom mail comes from: an address, or "Name <address>". Null: made from the mail server's user, or from `baseUrl`. */
  readonly mailFrom: string | null;
  /** What sessions, links and stored secrets are protected with. Null: a random one is kept in `dataDir`. */
  readonly appSecret: string | null;
  /** An OAuth app of GitHub; nobody can sign in by GitHub without both. */
  readonly githubClientId: string | null;
  readonly githubClientSecret: string | null;
  /** What GitHub signs its webhooks with. Null: none are taken. */
  readonly githubWebhookSecret: string | null;
  /** A kept line is called behind after so many days without following a release. */
  readonly behindAfterDays: number;
  /** It is told that users of a line are exposed to CVEs once a fix has gone unfollowed for so many days. */
  readonly exposedAfterDays: number;
  /** How many proxies stand before the web server; the client's address is taken from X-Forwarded-For accordingly. */
  readonly trustedProxies: number;
  /** Whether an answer is given out again while nothing stored has changed. */
  readonly isPageCacheOn: boolean;
  readonly logLevel: LogLevel;
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type ParsedSettings =
  | { readonly kind: 'ok'; readonly settings: Settings }
  | { readonly kind: 'wrong'; readonly sentence: string };

const webAddress = z
  .url({ protocol: /^https?$/ })
  .refine((text) => /^https?:\/\/[^?#@]+$/i.test(text))
  .transform((text) => text.replace(/\/+$/, ''));

const visibleText = z.string().regex(/^[\x21-\x7e]+$/);

const schema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .nullable()
    .default(null),
  DATA_DIR: z
    .string()
    .regex(/^[^\0]+$/)
    .default('.data'),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  BASE_URL: webAddress.nullable().default(null),
  GITHUB_TOKEN: visibleText.nullable().default(null),
  GITHUB_API_URL: webAddress.default('https://api.github.com'),
  GITHUB_SERVER_URL: webAddress.default('https://github.com'),
  POLL: z.enum(['on', 'off']).default('on'),
  // The longest wait that a timer of Node can hold.
  POLL_INTERVAL_MS: wholeNumber(100, 2_147_483_647).default(300_000),
  TIP_INTERVAL_MS: wholeNumber(0, 2_147_483_647).default(21_600_000),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .nullable()
    .default(null),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n\0]*[^\s<>@]+@[^\s<>@]+>?$/)
    .nullable()
    .default(null),
  APP_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/)
    .nullable()
    .default(null),
  GITHUB_CLIENT_ID: visibleText.nullable().default(null),
  GITHUB_CLIENT_SECRET: visibleText.nullable().default(null),
  GITHUB_WEBHOOK_SECRET: visibleText.nullable().default(null),
  BEHIND_AFTER_DAYS: wholeNumber(0, 3650).default(14),
  EXPOSED_AFTER_DAYS: wholeNumber(0, 3650).default(7),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  PAGE_CACHE: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

type SettingName = keyof typeof schema.shape;

interface Expectation {
  readonly expected: string;
  readonly example: string;
  readonly isSecret?: boolean;
}

const expectations: Readonly<Record<SettingName, Expectation>> = {
  DATABASE_URL: {
    expected: 'the address of a Postgres database',
    example: 'postgresql://user:password@host:5432/name',
    isSecret: true,
  },
  DATA_DIR: { expected: 'the path of a folder', example: '.data' },
  PORT: { expected: 'a whole number from 1 to 65535', example: '3000' },
  HOST: { expected: 'an address or name of this machine', example: '127.0.0.1' },
  BASE_URL: { expected: 'a web address without query', example: 'https://tidemark.example.org' },
  GITHUB_TOKEN: {
    expected: 'a token of printable characters without spaces',
    example: 'github_pat_…',
    isSecret: true,
  },
  GITHUB_API_URL: { expected: 'a web address without query', example: 'https://api.github.com' },
  GITHUB_SERVER_URL: { expected: 'a web address without query', example: 'https://github.com' },
  POLL: { expected: 'on or off', example: 'off' },
  POLL_INTERVAL_MS: {
    expected: 'a whole number of milliseconds from 100 to 2147483647',
    example: '300000',
  },
  TIP_INTERVAL_MS: {
    expected: 'a whole number of milliseconds from 0 to 2147483647',
    example: '21600000',
  },
  SMTP_URL: {
    expected: 'the address of a mail server',
    example: 'smtps://user:password@host:465',
    isSecret: true,
  },
  MAIL_FROM: {
    expected: 'a mail address, with a name before it or without',
    example: '"Tidemark <tidemark@example.org>"',
  },
  APP_SECRET: {
    expected: 'at least 32 printable characters without spaces',
    example: '$(openssl rand -base64 48)',
    isSecret: true,
  },
  GITHUB_CLIENT_ID: {
    expected: 'the client id of an OAuth app, without spaces',
    example: 'Ov23li…',
  },
  GITHUB_CLIENT_SECRET: {
    expected: 'the client secret of an OAuth app, without spaces',
    example: '0123456789abcdef…',
    isSecret: true,
  },
  GITHUB_WEBHOOK_SECRET: {
    expected: 'printable characters without spaces',
    example: '$(openssl rand -hex 32)',
    isSecret: true,
  },
  BEHIND_AFTER_DAYS: { expected: 'a whole number of days from 0 to 3650', example: '14' },
  EXPOSED_AFTER_DAYS: { expected: 'a whole number of days from 0 to 3650', example: '7' },
  TRUSTED_PROXIES: { expected: 'a whole number from 0 to 10', example: '1' },
  PAGE_CACHE: { expected: 'on or off', example: 'off' },
  LOG_LEVEL: { expected: `one of ${logLevels.join(', ')}`, example: 'info' },
};

/** Spaces around a value do not count, and a value of nothing else counts as unset. Other variables are not looked at. */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): ParsedSettings {
  const given: Record<string, string> = {};
  for (const name of schema.keyof().options) {
    const text = env[name]?.trim() ?? '';
    if (text !== '') given[name] = text;
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const name = schema.keyof().parse(parsed.error.issues[0]?.path[0]);
    return { kind: 'wrong', sentence: nameWrongSetting(name, given[name] ?? '') };
  }
  const values = parsed.data;
  return {
    kind: 'ok',
    settings: {
      databaseUrl: values.DATABASE_URL,
      dataDir: values.DATA_DIR,
      port: values.PORT,
      host: values.HOST,
      baseUrl: values.BASE_URL ?? `http://localhost:${values.PORT}`,
      githubToken: values.GITHUB_TOKEN,
      githubApiUrl: values.GITHUB_API_URL,
      githubServerUrl: values.GITHUB_SERVER_URL,
      isPollOn: values.POLL === 'on',
      pollIntervalMs: values.POLL_INTERVAL_MS,
      tipIntervalMs: values.TIP_INTERVAL_MS,
      smtpUrl: values.SMTP_URL,
      mailFrom: values.MAIL_FROM,
      appSecret: values.APP_SECRET,
      githubClientId: values.GITHUB_CLIENT_ID,
      githubClientSecret: values.GITHUB_CLIENT_SECRET,
      githubWebhookSecret: values.GITHUB_WEBHOOK_SECRET,
      behindAfterDays: values.BEHIND_AFTER_DAYS,
      exposedAfterDays: values.EXPOSED_AFTER_DAYS,
      trustedProxies: values.TRUSTED_PROXIES,
      isPageCacheOn: values.PAGE_CACHE === 'on',
      logLevel: values.LOG_LEVEL,
    },
  };
}

function nameWrongSetting(name: SettingName, given: string): string {
  const { expected, example, isSecret = false } = expectations[name];
  // An address may hold a password before its @.
  const what = isSecret || given.includes('@') ? 'is wrong' : `is ${JSON.stringify(given)}`;
  return `${name} ${what}; it must be ${expected}: set it like ${name}=${example}, or leave it out.`;
}

/** A decimal number in plain digits. */
function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
}
