'use client';

import { Fragment, useState } from 'react';

import { Modal } from '#components/ui/modal.tsx';

import { turnKeys, useKeysOn } from './key-setting.ts';
import { keysOfPage } from './keys.ts';
import { hasRows } from './move-row.ts';
import { openPanel } from './open-panel.ts';

/** The keys of this page, and whether they do anything. */
export function KeysDialog() {
  const isOn = useKeysOn();
  const [bindings] = useState(() => keysOfPage({ hasRows: hasRows() }));
  return (
    <Modal title="Keys of this page" onClose={() => openPanel(null)}>
      <div className="overflow-y-auto px-4 pt-3 pb-4">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 gap-y-1.5">
          {bindings.map(({ keys, label }) => (
            <Fragment key={label}>
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="flex h-6 min-w-6 items-center justify-center rounded-sm border border-edge bg-ground px-1.5 text-xs"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd className={isOn ? undefined : 'text-muted'}>{label}</dd>
            </Fragment>
          ))}
        </dl>
        <label className="mt-4 flex items-center gap-2.5 border-t border-hairline pt-3">
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) => turnKeys(target.checked)}
            className="size-4 accent-ink"
          />
          Listen to these keys in this browser
        </label>
        <p className="mt-1 pl-6.5 text-sm text-muted">
          Never while you type, nor with Ctrl, Alt or Meta held. What you choose here is remembered.
        </p>
      </div>
    </Modal>
  );
}
