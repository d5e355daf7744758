import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { Missing } from '#components/ui/missing.tsx';
import { countExposure, type LineExposure } from '#lib/domain/line-exposure.ts';

/** What users of a line are exposed to, in a few words; the whole sentence on hover. Null: the port has no line. */
export function ExposureMark({ line }: { readonly line: LineExposure | null }) {
  if (line === null) return <Missing why="The port has no line of releases yet." />;
  const { cves, exposedSince, exposure } = line;
  if (cves.length > 0) {
    return (
      <span className="flex items-center gap-2" title={exposure}>
        <ExposedGlyph />
        <span>
          {formatPlural(cves.length, 'CVE')}
          {exposedSince !== null && (
            <span className="block text-xs text-muted"> since {formatDay(exposedSince)}</span>
          )}
        </span>
      </span>
    );
  }
  // Neither exposed nor free of exposure: the sentence says what is not known.
  if (countExposure(line) === null) {
    return <Missing why={`${line.line}: ${exposure}.`} />;
  }
  return <span className="text-muted">none known</span>;
}

/** A shape of its own, so that colour only helps; always beside words. */
export function ExposedGlyph() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      <path d="M5 0.6 9.6 9.4H0.4Z" className="fill-worse" />
    </svg>
  );
}
