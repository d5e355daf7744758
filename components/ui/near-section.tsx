'use client';

import type { ComponentProps } from 'react';

import { useIsAtRest } from './use-is-at-rest.ts';

/** What is laid out when it comes near (`.comes-near` of app/globals.css) is, in the end, wherever it is. */
export function NearSection({ style, ...props }: ComponentProps<'section'>) {
  const isAtRest = useIsAtRest({ isQuick: true });
  const shown = isAtRest ? { ...style, contentVisibility: 'visible' as const } : style;
  return <section {...props} style={shown} />;
}
