import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { IncidentActName } from '#lib/domain/incident-acts.ts';
import type { IncidentDetail } from '#lib/domain/incident-view.ts';

/** What came of the act that was done last; by the address of the page. */
export function describeDone(done: string): string | null {
  switch (done) {
    case 'acknowledge':
      return 'Acknowledged: no more reminders of it.';
    case 'unacknowledge':
      return 'The acknowledgement is taken back.';
    case 'snooze':
      return 'Snoozed: nobody is alerted of it until then.';
    case 'unsnooze':
      return 'The snooze has ended.';
    case 'mute':
      return 'Muted: its conflicts alert nobody from the next look on.';
    case 'unmute':
      return 'No longer muted.';
    case 'note':
      return 'The note is kept.';
    default:
      return null;
  }
}

/** Only for those who may: each is checked again when it is sent. */
export function IncidentActs({
  incident,
  paths,
  kept,
  now,
}: {
  readonly incident: IncidentDetail;
  /** In conflict now. */
  readonly paths: readonly string[];
  /** The form that was refused just now. */
  readonly kept: { readonly act: string; readonly typed: URLSearchParams } | null;
  readonly now: Date;
}) {
  const { id, resolvedAt, acknowledgedAt, snoozedUntil, mutedPaths } = incident;
  const to = (act: IncidentActName) => `/alerts/${id}/${act}`;
  const typedFor = (act: IncidentActName) => (kept?.act === act ? kept.typed : undefined);
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  return (
    <div className="space-y-6">
      {resolvedAt === null && (
        <div className="flex flex-wrap items-end gap-3">
          <form
            method="post"
            action={to(acknowledgedAt === null ? 'acknowledge' : 'unacknowledge')}
          >
            <SubmitButton look={acknowledgedAt === null ? 'main' : 'plain'}>
              {acknowledgedAt === null ? 'Acknowledge' : 'Take back the acknowledgement'}
            </SubmitButton>
          </form>
          {isSnoozed ? (
            <form method="post" action={to('unsnooze')}>
              <SubmitButton>End the snooze</SubmitButton>
            </form>
          ) : (
            <form method="post" action={to('snooze')} className="flex items-end gap-2">
              <TextField label="Snooze until" name="until" type="date" typed={typedFor('snooze')} />
              <SubmitButton>Snooze</SubmitButton>
            </form>
          )}
        </div>
      )}
      {resolvedAt === null && paths.length > 0 && (
        <Paths title="Mute a path of this port" paths={paths} action={to('mute')} word="Mute" />
      )}
      {mutedPaths.length > 0 && (
        <Paths
          title="Muted paths of this port"
          paths={mutedPaths}
          action={to('unmute')}
          word="Unmute"
        />
      )}
      <form method="post" action={to('note')} className="max-w-prose space-y-3">
        <label className="block text-sm font-medium">
          Note
          <textarea
            name="text"
            required
            maxLength={4000}
            rows={3}
            defaultValue={typedFor('note')?.get('text') ?? undefined}
            className="mt-1 block w-full rounded-md border border-edge bg-ground px-2.5 py-2 text-base font-normal text-ink"
          />
        </label>
        <div className="max-w-40">
          <TextField
            label="Hours it took"
            name="hours"
            hint="If you want to tell."
            typed={typedFor('note')}
            isRequired={false}
          />
        </div>
        <SubmitButton>Add the note</SubmitButton>
      </form>
    </div>
  );
}

function Paths({
  title,
  paths,
  action,
  word,
}: {
  readonly title: string;
  readonly paths: readonly string[];
  readonly action: string;
  readonly word: string;
}) {
  return (
    <details>
      <summary className="w-fit text-sm text-muted hover:text-ink">{title}</summary>
      <form method="post" action={action}>
        <ul className="mt-2 max-w-3xl divide-y divide-hairline border-y border-hairline">
          {paths.map((path) => (
            <li key={path} className="flex items-center justify-between gap-4 py-1.5">
              <span className="font-mono text-xs wrap-anywhere">
                <BreakablePath path={path} />
              </span>
              <SubmitButton look="small" name="path" value={path} label={`${word} ${path}`}>
                {word}
              </SubmitButton>
            </li>
          ))}
        </ul>
      </form>
    </details>
  );
}
