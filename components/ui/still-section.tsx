'use client';

import type { ComponentProps } from 'react';

import { useIsAtRest } from './use-is-at-rest.ts';
import { useStill } from './use-still.ts';

/** For what a page of the server puts into it: see useStill. What is laid out when it comes near is, in the end, wherever it is. */
export function StillSection({ children, style, ...props }: ComponentProps<'section'>) {
  const isAtRest = useIsAtRest();
  const shown = isAtRest ? { ...style, contentVisibility: 'visible' as const } : style;
  return <section {...props} style={shown} {...useStill(children)} />;
}
