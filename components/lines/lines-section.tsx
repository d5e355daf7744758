import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import type { GithubRepository } from '#lib/domain/github-url.ts';
import type { LineExposure } from '#lib/domain/line-exposure.ts';

import { LinesTable } from './lines-table.tsx';
import { prepareLine } from './prepare-lines.ts';

/** The lines that need an answer now, and behind a fold those that upstream supports no longer. */
export function LinesSection({
  slug,
  lines,
  upstream,
}: {
  readonly slug: string;
  readonly lines: readonly LineExposure[];
  readonly upstream: GithubRepository;
}) {
  if (lines.length === 0) return null;
  // The newest line is shown whatever its state: a port that upstream left behind is judged by it.
  const shown = lines.filter(({ state }, index) => index === 0 || state !== 'ended');
  const ended = lines.filter((line) => !shown.includes(line));
  return (
    <section aria-labelledby="lines" className="mt-8">
      <CsvHeading id="lines" csv={`/api/v1/ports/${slug}/lines.csv`}>
        Release lines
      </CsvHeading>
      <LinesTable
        label="Release lines"
        slug={slug}
        lines={shown.map(prepareLine)}
        upstream={upstream}
      />
      {ended.length > 0 && (
        <details className="mt-3" data-print="folded">
          <summary>{formatPlural(ended.length, 'line')} that upstream supports no longer</summary>
          <div className="mt-2">
            <LinesTable
              label="Lines that upstream supports no longer"
              slug={slug}
              lines={ended.map(prepareLine)}
              upstream={upstream}
            />
          </div>
        </details>
      )}
    </section>
  );
}
