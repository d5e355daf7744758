import { Missing } from '#components/ui/missing.tsx';

/** What users of a line are exposed to, in a few words; the whole sentence on hover. Null: to nothing that is known. */
export type ExposureWords =
  | {
      readonly cves: string;
      /** Null: not known. */
      readonly since: string | null;
      readonly sentence: string;
    }
  | { readonly unknown: string }
  | null;

export function ExposureMark({ words }: { readonly words: ExposureWords }) {
  if (words === null) return <span className="text-muted">none known</span>;
  if ('unknown' in words) return <Missing why={words.unknown} />;
  const { cves, since, sentence } = words;
  return (
    <span className="flex items-center gap-2" title={sentence}>
      <ExposedGlyph />
      <span>
        {cves}
        {since !== null && <span className="block text-xs text-muted">{` since ${since}`}</span>}
      </span>
    </span>
  );
}

/** A shape of its own, so that colour only helps; always beside words. */
export function ExposedGlyph() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      <path d="M5 0.6 9.6 9.4H0.4Z" className="fill-worse" />
    </svg>
  );
}
