import { describe, expect, test } from 'vitest';

import { parseSettings, type Settings } from './settings.ts';

function read(env: Record<string, string>): Settings {
  const parsed = parseSettings(env);
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  return parsed.settings;
}

function complain(env: Record<string, string>): string {
  const parsed = parseSettings(env);
  return parsed.kind === 'wrong' ? parsed.sentence : 'no complaint';
}

describe('settings', () => {
  test('all have defaults', () => {
    expect(read({})).toEqual({
      databaseUrl: null,
      dataDir: '.data',
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      githubToken: null,
      githubApiUrl: 'https://api.github.com',
      githubServerUrl: 'https://github.com',
      isPollOn: true,
      pollIntervalMs: 300_000,
      tipIntervalMs: 21_600_000,
      smtpUrl: null,
      mailFrom: null,
      appSecret: null,
      githubClientId: null,
      githubClientSecret: null,
      githubWebhookSecret: null,
      behindAfterDays: 14,
      exposedAfterDays: 7,
      trustedProxies: 0,
      isPageCacheOn: true,
      logLevel: 'info',
    });
  });

  test('an empty value, or one of spaces, counts as unset', () => {
    const blank = { PORT: '', DATABASE_URL: ' ', GITHUB_TOKEN: '\n', POLL: '', DATA_DIR: '' };
    expect(read(blank)).toEqual(read({}));
  });

  test('all can be given', () => {
    const settings = read({
      DATABASE_URL: 'postgres://u:p@db/x?sslmode=require',
      DATA_DIR: '/srv/tidemark data',
      PORT: '80',
      HOST: '::1',
      BASE_URL: 'https://tide.example/',
      GITHUB_TOKEN: ' ghp_abc\n',
      GITHUB_API_URL: 'http://127.0.0.1:4400/api/v3/',
      GITHUB_SERVER_URL: 'http://127.0.0.1:4400',
      POLL: 'off',
      POLL_INTERVAL_MS: '1000',
      TIP_INTERVAL_MS: '1000',
      SMTP_URL: 'smtp://localhost:25',
      MAIL_FROM: 'Tide <tide@example.org>',
      APP_SECRET: 'x'.repeat(32),
      GITHUB_CLIENT_ID: 'Ov23li0',
      GITHUB_CLIENT_SECRET: 'shh',
      GITHUB_WEBHOOK_SECRET: 'hush',
      BEHIND_AFTER_DAYS: '0',
      EXPOSED_AFTER_DAYS: '1',
      TRUSTED_PROXIES: '1',
      PAGE_CACHE: ' off',
      LOG_LEVEL: 'debug',
    });
    expect(settings).toEqual({
      databaseUrl: 'postgres://u:p@db/x?sslmode=require',
      dataDir: '/srv/tidemark data',
      port: 80,
      host: '::1',
      baseUrl: 'https://tide.example',
      githubToken: 'ghp_abc',
      githubApiUrl: 'http://127.0.0.1:4400/api/v3',
      githubServerUrl: 'http://127.0.0.1:4400',
      isPollOn: false,
      pollIntervalMs: 1000,
      tipIntervalMs: 1000,
      smtpUrl: 'smtp://localhost:25',
      mailFrom: 'Tide <tide@example.org>',
      appSecret: 'x'.repeat(32),
      githubClientId: 'Ov23li0',
      githubClientSecret: 'shh',
      githubWebhookSecret: 'hush',
      behindAfterDays: 0,
      exposedAfterDays: 1,
      trustedProxies: 1,
      isPageCacheOn: false,
      logLevel: 'debug',
    });
  });

  test('the address of the pages follows the port', () => {
    expect(read({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
  });

  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3e3'],
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['HOST', 'http://localhost'],
    ['BASE_URL', 'tidemark.example.org'],
    ['BASE_URL', 'ftp://tidemark.example.org'],
    ['GITHUB_API_URL', 'https://api.github.com?x=1'],
    ['GITHUB_SERVER_URL', 'github.com'],
    ['POLL', 'maybe'],
    ['POLL', 'OFF'],
    ['POLL_INTERVAL_MS', '5 minutes'],
    ['POLL_INTERVAL_MS', '99'],
    ['POLL_INTERVAL_MS', '2147483648'],
    ['LOG_LEVEL', 'loud'],
    ['DATA_DIR', 'a\0b'],
  ])('%s=%s is refused with the name and what it must be', (name, value) => {
    const sentence = complain({ [name]: value });
    expect(sentence).toContain(`${name} is ${JSON.stringify(value)}; it must be `);
    expect(sentence).toMatch(/: set it like [A-Z_]+=\S+, or leave it out\.$/);
  });

  test.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['DATABASE_URL', 'hunter2'],
    ['BASE_URL', 'https://me:hunter2@tidemark.example.org'],
    ['SMTP_URL', 'http://me:hunter2@mail'],
    ['GITHUB_TOKEN', 'ghp hunter2'],
    ['GITHUB_TOKEN', 'hunter2\r\nX-Evil: 1'],
  ])('a wrong %s is not shown', (name, value) => {
    const sentence = complain({ [name]: value });
    expect(sentence).toContain(`${name} is wrong; it must be `);
    expect(sentence).not.toContain('hunter2');
  });

  test('one sentence names one setting, the first', () => {
    expect(complain({ POLL: 'x', PORT: 'y' })).toMatch(/^PORT is "y"; [^.]+\.$/);
  });
});
