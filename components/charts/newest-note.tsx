import { mostWhenNarrow } from './newest-releases.ts';

/** Says on a narrow screen how many of the releases are drawn there. */
export function NewestNote({ count }: { readonly count: number }) {
  if (count <= mostWhenNarrow) return null;
  return (
    <span className="sm:hidden">{` Drawn are the newest ${mostWhenNarrow} of ${count}; the CSV has all.`}</span>
  );
}
