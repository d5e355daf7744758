import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import type { ConflictReading } from '#lib/domain/conflict-reading.ts';
import type { ConflictView } from '#lib/domain/transition-view.ts';

import { MergedView } from './merged-view.tsx';
import { readPlaceCode } from './place-code.ts';
import {
  describeLines,
  describeNoPlaces,
  describePlaces,
  nameOfPlace,
} from './prepare-conflict.ts';
import { SidesView } from './sides-view.tsx';
import type { SideNames } from './side-names.ts';

export type ConflictViewMode = 'merged' | 'sides';

/** The places of a conflict, as git merged them or side by side. */
export async function ConflictText({
  reading,
  conflict,
  names,
  view,
  address,
}: {
  readonly reading: ConflictReading;
  readonly conflict: ConflictView;
  readonly names: SideNames;
  readonly view: ConflictViewMode;
  /** Of this page, without the view. */
  readonly address: string;
}) {
  const { places, cutPlaces } = reading;
  if (places.length === 0) {
    return <p className="mt-2 max-w-prose text-muted">{describeNoPlaces(reading, conflict)}</p>;
  }
  const isGo = conflict.path.endsWith('.go');
  const codes = await Promise.all(places.map((place) => readPlaceCode(place, isGo)));
  return (
    <>
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <p className="max-w-3xl text-sm text-muted">{describePlaces(reading, view)}</p>
        <SegmentedLinks
          label="View"
          segments={[
            { href: address, label: 'Merged', isCurrent: view === 'merged' },
            {
              href: `${address}${address.includes('?') ? '&' : '?'}view=sides`,
              label: 'Side by side',
              isCurrent: view === 'sides',
            },
          ]}
        />
      </div>
      {places.map((place, index) => {
        const code = codes[index];
        if (code === undefined) return null;
        const name = nameOfPlace(place.regions, {
          index,
          count: places.length + cutPlaces,
          hunks: conflict.hunks,
        });
        const id = `place-${index + 1}`;
        return (
          <section key={id} aria-labelledby={id} className="mt-5">
            <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
              <h3 id={id} className="font-semibold">
                {name}
              </h3>
              <p className="text-xs text-muted">{describeLines(place)}</p>
            </div>
            {view === 'sides' && (
              <div className="max-lg:hidden">
                <SidesView
                  place={place}
                  code={code}
                  names={names}
                  label={`${name}, side by side`}
                />
              </div>
            )}
            <div className={view === 'sides' ? 'lg:hidden' : ''}>
              <MergedView place={place} code={code} names={names} label={`${name}, merged`} />
            </div>
            {place.cutRows > 0 && (
              <p className="mt-1 text-sm text-muted">
                {formatPlural(place.cutRows, 'more row')} of it left out here; the commands below
                show it whole.
              </p>
            )}
          </section>
        );
      })}
      {cutPlaces > 0 && (
        <p className="mt-4 text-sm text-muted">
          {formatPlural(cutPlaces, 'more place')} left out here; the commands below show the whole
          file.
        </p>
      )}
    </>
  );
}
