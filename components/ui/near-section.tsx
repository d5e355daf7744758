'use client';

import type { ComponentProps } from 'react';

import { useIsAtRest } from './use-is-at-rest.ts';
import { useIsNear } from './use-is-near.ts';

/** As far as browsers lay out by themselves what is not in sight. */
const nearPx = 300;

/** What is laid out when it comes near (`.comes-near` of app/globals.css) stays so, and is, in the end, wherever it is. */
export function NearSection({ style, ...props }: ComponentProps<'section'>) {
  const [section, isNear] = useIsNear<HTMLElement>(nearPx);
  const isAtRest = useIsAtRest({ isQuick: true });
  const shown = isNear || isAtRest ? { ...style, contentVisibility: 'visible' as const } : style;
  return <section ref={section} {...props} style={shown} />;
}
