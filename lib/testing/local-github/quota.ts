// GitHub's primary rate limit: an allowance per credential and hour, of which a 304 takes nothing when a token asks.
// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api

/** SHA-256 of the token, or "anonymous". */
export type Credential = string;

export const ANONYMOUS: Credential = 'anonymous';
const HOUR_MS = 3_600_000;

export interface Allowance {
  readonly limit: number;
  readonly used: number;
  readonly resetAtMs: number;
}

export interface Quota {
  /** What is left now; a new hour starts at the reset. */
  read: (credential: Credential) => Allowance;
  charge: (credential: Credential) => Allowance;
  /** Lets tests start near the end of an allowance. */
  set: (credential: Credential, allowance: Allowance) => void;
  /** Gives everyone a full allowance again. */
  reset: () => void;
}

export function createQuota(now: () => number): Quota {
  const allowances = new Map<Credential, Allowance>();

  function read(credential: Credential): Allowance {
    const held = allowances.get(credential);
    if (held !== undefined && held.resetAtMs > now()) return held;
    const limit = credential === ANONYMOUS ? 60 : 5_000;
    const fresh = { limit, used: 0, resetAtMs: now() + HOUR_MS };
    allowances.set(credential, fresh);
    return fresh;
  }

  return {
    read,
    charge: (credential) => {
      const held = read(credential);
      const charged = { ...held, used: Math.min(held.limit, held.used + 1) };
      allowances.set(credential, charged);
      return charged;
    },
    set: (credential, allowance) => {
      allowances.set(credential, allowance);
    },
    reset: () => {
      allowances.clear();
    },
  };
}

export function remainingOf(allowance: Allowance): number {
  return allowance.limit - allowance.used;
}

export function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  return {
    'x-ratelimit-limit': String(allowance.limit),
    'x-ratelimit-remaining': String(remainingOf(allowance)),
    'x-ratelimit-used': String(allowance.used),
    'x-ratelimit-reset': String(Math.ceil(allowance.resetAtMs / 1000)),
    'x-ratelimit-resource': 'core',
  };
}
