// How long a session lasts: seven days whatever happens, and twelve hours from when it was last used.

export const SESSION_ABSOLUTE_MS = 7 * 24 * 60 * 60_000;
export const SESSION_IDLE_MS = 12 * 60 * 60_000;
/** Its use is written down at most so often: reading a page must not cost a write each time. */
export const SESSION_TOUCH_MS = 60_000;

export interface SessionTimes {
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
}

export function isSessionLive({ createdAt, usedAt, expiresAt }: SessionTimes, now: Date): boolean {
  const time = now.getTime();
  return (
    time < expiresAt.getTime() &&
    time < createdAt.getTime() + SESSION_ABSOLUTE_MS &&
    time < usedAt.getTime() + SESSION_IDLE_MS
  );
}

/** Whether somebody opened a page, rather than the page having asked again for what is in it: that goes on with nobody there. */
export function isPageOpened(headers: Headers): boolean {
  return headers.get('Accept')?.includes('text/html') ?? false;
}

export function isSessionTouchDue({ usedAt }: Pick<SessionTimes, 'usedAt'>, now: Date): boolean {
  return now.getTime() - usedAt.getTime() >= SESSION_TOUCH_MS;
}
