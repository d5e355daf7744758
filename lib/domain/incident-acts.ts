// What a maintainer can type to act on an incident, and what of it can be used.

/** Acts that have an address under the incident's page. */
export const INCIDENT_ACTS = [
  'acknowledge',
  'unacknowledge',
  'snooze',
  'unsnooze',
  'mute',
  'unmute',
  'note',
] as const;
export type IncidentActName = (typeof INCIDENT_ACTS)[number];

export type Parsed<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  /** One sentence. */
  | { readonly kind: 'wrong'; readonly sentence: string };

const DAY_MS = 86_400_000;
const mostSnoozeDays = 366;
const mostNoteCharacters = 4000;

/** A day as a date field sends it, "2026-12-07"; the snooze ends as that day begins, in UTC. */
export function parseSnoozeEnd(text: string, now: Date): Parsed<Date> {
  const until = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  // JavaScript reads the 31st of a shorter month as the next one's first.
  if (Number.isNaN(until.getTime()) || until.toISOString().slice(0, 10) !== text) {
    return wrong('Give the day on which the snooze ends, like 2026-12-07.');
  }
  const days = (until.getTime() - now.getTime()) / DAY_MS;
  if (days <= 0) return wrong('The snooze must end on a later day than today (UTC).');
  return days > mostSnoozeDays
    ? wrong('Snooze it for a year at most.')
    : { kind: 'ok', value: until };
}

export interface Note {
  readonly text: string;
  /** Null: not told. */
  readonly hours: number | null;
}

/** Hours may be left out; a comma counts as a point. */
export function parseNote(text: string, hours: string): Parsed<Note> {
  const trimmed = text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  if (trimmed === '') return wrong('Write something into the note.');
  if (trimmed.length > mostNoteCharacters) {
    return wrong(
      `A note has at most ${mostNoteCharacters} characters; this one has ${trimmed.length}.`,
    );
  }
  const number = hours.trim().replace(',', '.');
  if (number === '') return { kind: 'ok', value: { text: trimmed, hours: null } };
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(number)) {
    return wrong('Give the hours as a number up to 9999, like 3.5, or leave them out.');
  }
  return { kind: 'ok', value: { text: trimmed, hours: Number(number) } };
}

function wrong(sentence: string): { readonly kind: 'wrong'; readonly sentence: string } {
  return { kind: 'wrong', sentence };
}
