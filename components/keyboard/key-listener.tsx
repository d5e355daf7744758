'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useEffectEvent, useRef } from 'react';

import { assertNever } from '#lib/domain/assert-never.ts';

import { useKeysOn } from './key-setting.ts';
import { type KeyAct, pressKey } from './keys.ts';
import { leaveRow, moveRow } from './move-row.ts';
import { openPanel, typeAhead, typedAhead, useOpenPanel } from './open-panel.ts';

// Each comes when it is first asked for: pages are read more often than these.
const KeysDialog = lazy(() =>
  import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })),
);
const SearchDialog = lazy(() =>
  import('#components/search/search-dialog.tsx').then((module) => ({
    default: module.SearchDialog,
  })),
);

/** How long the first of two keys is remembered. */
const patienceMs = 1500;

/** Listens to single keys, except where somebody types, and shows what they open. */
export function KeyListener() {
  const router = useRouter();
  const isOn = useKeysOn();
  const panel = useOpenPanel();
  const before = useRef<{ readonly pressed: readonly string[]; readonly at: number }>({
    pressed: [],
    at: 0,
  });

  const perform = (act: KeyAct): void => {
    switch (act.kind) {
      case 'go':
        return router.push(act.href);
      case 'search':
        return openPanel('search');
      case 'help':
        return openPanel('keys');
      case 'row':
        return moveRow(act.step);
      case 'clear':
        return leaveRow();
      case 'open':
        return undefined;
      default:
        return assertNever(act);
    }
  };

  /** For the field of the search that is on its way: what is typed meanwhile must not be lost, nor do what keys of the page do. */
  const typeOn = (typed: string, event: KeyboardEvent): void => {
    if (event.key === 'Escape') openPanel(null);
    else if (event.key === 'Backspace') typeAhead(typed.slice(0, -1));
    else if (event.key === 'Enter') {
      openPanel(null);
      router.push(`/search?q=${encodeURIComponent(typed)}`);
    } else if (event.key.length === 1) typeAhead(typed + event.key);
    else return;
    event.preventDefault();
  };

  const listen = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = typedAhead();
    if (typed !== null && !isOverPage(event.target)) return typeOn(typed, event);
    // What lies over the page takes its own keys.
    if (panel !== null || isTyping(event.target)) return;
    const { pressed, at } = before.current;
    const step = pressKey(event.timeStamp - at < patienceMs ? pressed : [], event.key);
    before.current = { pressed: step.kind === 'wait' ? step.pressed : [], at: event.timeStamp };
    if (step.kind !== 'act' || step.act.kind === 'open') return;
    // Or the key would be typed into what it opens.
    if (step.act.kind !== 'clear') event.preventDefault();
    perform(step.act);
  });

  useEffect(() => {
    if (!isOn) return undefined;
    const hear = (event: KeyboardEvent) => listen(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [isOn]);

  if (panel === null) return null;
  return (
    <Suspense fallback={null}>{panel === 'keys' ? <KeysDialog /> : <SearchDialog />}</Suspense>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

function isOverPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
