'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';

import { PageLink } from '#components/ui/page-link.tsx';

import { announceWork } from './describe-under-way.ts';
import { lookWhileInSight } from './look-while-in-sight.ts';
import { readUnderWay, setWorks, useWorks } from './under-way-store.ts';

const busyMs = 2000;
const calmMs = 5000;

/**
 * Keeps each page up to date: when something new has been measured, the page fills in. Meanwhile, in place of `children`, it says what
 * is being done; its room is theirs, so nothing moves.
 */
export function UnderWay({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const works = useWorks();
  const [news, setNews] = useState('');
  const version = useRef<string | null>(null);
  const isBusy = useRef(false);
  const look = useEffectEvent(async () => {
    const found = await readUnderWay();
    if (found === null) return;
    const isNew = version.current !== null && version.current !== found.version;
    version.current = found.version;
    isBusy.current = found.works.length > 0;
    setWorks(found.works);
    if (!isNew) return;
    router.refresh();
    setNews('New measurements are shown.');
  });
  useEffect(
    () =>
      lookWhileInSight(
        () => look(),
        () => (isBusy.current ? busyMs : calmMs),
      ),
    [],
  );
  const [first] = works;
  return (
    <>
      {first === undefined ? (
        children
      ) : (
        <PageLink
          href="/status"
          className="flex h-8 max-w-80 items-center px-1 hover:text-ink max-md:hidden"
        >
          <span className="truncate">
            {first.title}: {first.detail}
            {works.length > 1 && `, and ${works.length - 1} more`}
          </span>
        </PageLink>
      )}
      {first !== undefined && (
        <progress
          aria-label={first.title}
          className="progress absolute inset-x-0 -bottom-px block h-[3px]! w-full rounded-none! print:hidden"
          value={first.share ?? undefined}
        />
      )}
      <output className="sr-only">{announceWork(works)}</output>
      <output className="sr-only">{news}</output>
    </>
  );
}
