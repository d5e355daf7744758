'use client';

import type { ComponentProps } from 'react';

import { useStill } from './use-still.ts';

/** Holds text and plain links, and is left alone once it is there. */
export function StillSection({ children, ...props }: ComponentProps<'section'>) {
  return <section {...props} {...useStill(children)} />;
}
