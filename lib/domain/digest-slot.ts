// When a digest goes out: in the morning of each day, or of each Monday.
import type { Pace } from './alert.ts';

const SLOT_HOUR_UTC = 7;
const DAY_MS = 24 * 3_600_000;
const MONDAY = 1;

/** From when on what happens at `at` may be told: the next slot after it, or `at` itself. */
export function paceDueAt(pace: Pace, at: Date): Date {
  if (pace === 'at-once') return at;
  const slot = new Date(
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), SLOT_HOUR_UTC),
  );
  for (;;) {
    if (slot > at && (pace === 'daily' || slot.getUTCDay() === MONDAY)) return slot;
    slot.setTime(slot.getTime() + DAY_MS);
  }
}
