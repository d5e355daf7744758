import { formatDay } from './format-date.ts';
import { Missing } from './missing.tsx';

/** A UTC calendar date; a dash that says why when it is not known. */
export function Day({ date, why }: { readonly date: Date | null; readonly why?: string }) {
  if (date === null) return <Missing why={why ?? 'not known'} />;
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()} className="num">
      {formatDay(date)}
    </time>
  );
}
