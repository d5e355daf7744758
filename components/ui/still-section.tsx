'use client';

import type { ComponentProps } from 'react';

import { NearSection } from './near-section.tsx';
import { useStill } from './use-still.ts';

/** For what a page of the server puts into it: see useStill. */
export function StillSection({ children, ...props }: ComponentProps<'section'>) {
  return <NearSection {...props} {...useStill(children)} />;
}
