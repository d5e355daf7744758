'use client';

import type { ComponentProps } from 'react';

import { useStill } from './use-still.ts';

/** For what a page of the server puts into it: see useStill. */
export function StillSection({ children, ...props }: ComponentProps<'section'>) {
  return <section {...props} {...useStill(children)} />;
}
