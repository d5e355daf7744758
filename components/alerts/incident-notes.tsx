import { Day } from '#components/ui/day.tsx';
import type { IncidentNoteView } from '#lib/domain/incident-view.ts';

/** What maintainers wrote, as they wrote it. */
export function IncidentNotes({ notes }: { readonly notes: readonly IncidentNoteView[] }) {
  return (
    <ul className="space-y-4">
      {notes.map(({ id, at, text, hours, author }) => (
        <li key={id} className="max-w-prose">
          <p className="whitespace-pre-line wrap-anywhere">{text}</p>
          <p className="mt-0.5 text-sm text-muted">
            {author ?? 'An account that is gone'}, <Day date={at} />
            {hours !== null && ` · ${hours} h, as told by the maintainer, not measured`}
          </p>
        </li>
      ))}
    </ul>
  );
}
