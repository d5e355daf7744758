import { describe, expect, it } from 'vitest';

import { classifyRefusal } from './classify-refusal.ts';

const now = new Date('2026-02-01T12:00:00Z');
const resetAt = new Date('2026-02-01T12:30:00Z');
const usedUp = {
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(resetAt.getTime() / 1000),
};
const inAMinute = new Date('2026-02-01T12:01:00Z');

describe('classifyRefusal', () => {
  it.each([
    [403, usedUp, '', 'rate-limited', resetAt],
    [429, usedUp, '', 'rate-limited', resetAt],
    [403, {}, 'You have exceeded a secondary rate limit.', 'secondary-limit', inAMinute],
    [403, {}, 'You have triggered an abuse detection mechanism.', 'secondary-limit', inAMinute],
    [403, { 'retry-after': '7' }, '', 'secondary-limit', new Date('2026-02-01T12:00:07Z')],
    [429, {}, 'Too many requests', 'secondary-limit', inAMinute],
    [403, {}, 'Resource protected by organization SAML enforcement.', 'forbidden', null],
    [401, {}, 'Bad credentials', 'unauthorized', null],
    [404, {}, 'Not Found', 'not-found', null],
    [410, {}, '', 'gone', null],
    [451, {}, '', 'unavailable-for-legal-reasons', null],
    [500, {}, '', 'server-error', null],
    [503, { 'retry-after': '60' }, '', 'server-error', inAMinute],
    [418, {}, '', 'malformed-answer', null],
  ] as const)('calls %i with %j and “%s” %s', (status, headers, message, failureKind, retryAt) => {
    const refusal = classifyRefusal(status, headers, { message, now });
    expect(refusal).toEqual({
      failureKind,
      retryAt,
      words: expect.stringContaining(String(status)),
    });
  });
});
