import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import type { FileChange } from '#lib/domain/measurement.ts';
import type { PatchViewMode } from '#lib/domain/patch-page.ts';
import type { PatchReading } from '#lib/domain/patch-reading.ts';

import { readHunkCode } from './hunk-code.ts';
import { PatchSides, type VersionNames } from './patch-sides.tsx';
import { describeCut, describeFile } from './prepare-patch.ts';
import { UnifiedView } from './unified-view.tsx';

/** The hunks of a file, as git prints them or side by side; in words what has no lines. */
export async function PatchText({
  reading,
  file,
  names,
  view,
  urlOf,
}: {
  readonly reading: PatchReading;
  readonly file: FileChange;
  readonly names: VersionNames;
  readonly view: PatchViewMode;
  /** Address of this page in a view. */
  readonly urlOf: (view: PatchViewMode) => string;
}) {
  const sentences = describeFile(reading, file);
  const cut = describeCut(reading);
  const isGo = file.path.endsWith('.go');
  const hunks = await Promise.all(
    reading.hunks.map(async (hunk) => ({ hunk, code: await readHunkCode(hunk, isGo) })),
  );
  return (
    <>
      <div className="mt-1 mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="max-w-prose text-sm text-muted wrap-anywhere">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {hunks.length > 0 && (
          <SegmentedLinks
            label="View"
            segments={[
              { href: urlOf('unified'), label: 'Unified', isCurrent: view === 'unified' },
              { href: urlOf('sides'), label: 'Side by side', isCurrent: view === 'sides' },
            ]}
          />
        )}
      </div>
      {hunks.length > 0 && view === 'sides' && (
        <div className="max-lg:hidden">
          <PatchSides hunks={hunks} names={names} />
        </div>
      )}
      {hunks.length > 0 && (
        <div className={view === 'sides' ? 'lg:hidden' : ''}>
          <UnifiedView hunks={hunks} />
        </div>
      )}
      {cut !== null && <p className="mt-2 max-w-prose text-sm text-muted">{cut}</p>}
    </>
  );
}
