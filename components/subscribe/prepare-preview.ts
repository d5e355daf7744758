// Decides how a preview is told: its counts, and its newest messages month by month.
import { type AlertKind, type Pace, PUBLIC_KINDS } from '#lib/domain/alert.ts';
import { paceDueAt } from '#lib/domain/digest-slot.ts';
import type { PreviewedMessage } from '#lib/domain/previewed-message.ts';

export interface PreviewMonth {
  /** "2025-06". */
  readonly id: string;
  /** "June 2025". */
  readonly title: string;
  /** Newest first. */
  readonly messages: readonly PreviewedMessage[];
}

export interface PreparedPreview {
  readonly messages: number;
  /** Those among them that say that something is over. */
  readonly ends: number;
  /** Fewer than messages where those of a day or week come together. */
  readonly mails: number;
  /** Every kind that was asked for, also one without a message. */
  readonly kinds: readonly {
    readonly id: AlertKind;
    readonly label: string;
    readonly count: number;
  }[];
  /** Of the newest messages, newest first. */
  readonly months: readonly PreviewMonth[];
  /** How many the months hold. */
  readonly shown: number;
}

const MOST_SHOWN = 100;

const monthNames = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

export function preparePreview(
  messages: readonly PreviewedMessage[],
  { kinds, pace }: { readonly kinds: readonly AlertKind[]; readonly pace: Pace },
): PreparedPreview {
  const newest = messages.toReversed().slice(0, MOST_SHOWN);
  const mails =
    pace === 'at-once'
      ? messages.length
      : new Set(messages.map(({ at }) => paceDueAt(pace, at).getTime())).size;
  return {
    messages: messages.length,
    ends: messages.filter(isEnd).length,
    mails,
    kinds: PUBLIC_KINDS.filter(({ id }) => kinds.length === 0 || kinds.includes(id)).map(
      ({ id, label }) => ({
        id,
        label,
        count: messages.filter(({ kind }) => kind === id).length,
      }),
    ),
    months: groupMonths(newest),
    shown: newest.length,
  };
}

/** Nothing is wrong any more, or nobody looks any more. */
export function isEnd({ event }: PreviewedMessage): boolean {
  return event === 'resolved' || event === 'closed';
}

function groupMonths(messages: readonly PreviewedMessage[]): readonly PreviewMonth[] {
  const months = new Map<string, PreviewedMessage[]>();
  for (const message of messages) {
    const id = message.at.toISOString().slice(0, 7);
    months.set(id, [...(months.get(id) ?? []), message]);
  }
  return [...months].map(([id, ofMonth]) => ({
    id,
    title: monthNames.format(new Date(`${id}-01T00:00:00Z`)),
    messages: ofMonth,
  }));
}
