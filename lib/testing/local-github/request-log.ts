// What was asked of the local GitHub, in order, so that tests can tell what a poll cost.

export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly on: 'rest' | 'git' | 'sign-in' | 'unknown';
  /** "owner/name", as it was asked for; null when the address names none. */
  readonly repository: string | null;
  /** Git only: "info-refs", "ls-refs" (lists), "fetch" (sends a pack), "push" or "other". */
  readonly service: string | null;
  /** Null when the connection was closed without one. */
  readonly status: number | null;
  /** True when it took one from the primary rate limit. */
  readonly charged: boolean;
  readonly hasToken: boolean;
  /** The kind of fault that was put on the answer. */
  readonly fault: string | null;
}

export interface RequestLog {
  readonly all: () => readonly LoggedRequest[];
  /** Requests for addresses that the local GitHub was never taught. */
  readonly unknown: () => readonly LoggedRequest[];
  readonly add: (request: LoggedRequest, isKnown: boolean) => void;
  readonly forget: () => void;
}

export function createRequestLog(): RequestLog {
  const all: LoggedRequest[] = [];
  const unknown: LoggedRequest[] = [];
  return {
    all: () => [...all],
    unknown: () => [...unknown],
    add: (request, isKnown) => {
      all.push(request);
      if (!isKnown) unknown.push(request);
    },
    forget: () => {
      all.length = 0;
      unknown.length = 0;
    },
  };
}
