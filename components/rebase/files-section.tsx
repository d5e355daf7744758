'use client';

import { createSerializer, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef } from 'react';

import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { useMedia } from '#components/ui/use-media.ts';
import { directoryOf } from '#lib/domain/directory.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import { filesChoiceUrl, isNarrowed } from './files-choice.ts';
import { FilesTable } from './files-table.tsx';
import { type PackedFiles, unpackFiles } from './packed-files.ts';
import {
  chooseFiles,
  type FileRow,
  type FileSort,
  fileSorts,
  fileStatuses,
} from './prepare-files.ts';
import { FIRST_DRAWN, MOST_DRAWN } from './row-heights.ts';
import { SelectField } from './select-field.tsx';
import { type FilePlaces, toFileRows } from './to-file-rows.ts';

const choiceParsers = {
  q: parseAsString.withDefault(''),
  subsystem: parseAsString,
  directory: parseAsString,
  kind: parseAsString,
  status: parseAsString,
  sort: parseAsStringLiteral(fileSorts).withDefault('git'),
  rows: parseAsStringLiteral(['all']),
};

const choiceUrl = createSerializer(choiceParsers);

const orders: readonly { readonly value: FileSort; readonly label: string }[] = [
  { value: 'path', label: 'by path' },
  { value: 'lines', label: 'most lines first' },
  { value: 'added', label: 'most added first' },
  { value: 'deleted', label: 'most deleted first' },
  { value: 'copied', label: 'most copied first' },
];

interface FilesSectionProps {
  readonly files: PackedFiles;
  /** Addresses are made of it here: with each file they would be most of the page. */
  readonly places: FilePlaces;
  /** Address of the rebase's page. */
  readonly base: string;
}

/** Every file of a patch, with search, filters and order; the whole choice is in the URL. */
export function FilesSection(props: FilesSectionProps) {
  return (
    <NuqsAdapter>
      <ChosenFiles {...props} />
    </NuqsAdapter>
  );
}

function ChosenFiles({ files, places, base }: FilesSectionProps) {
  const [choice, setChoice] = useQueryStates(choiceParsers, { history: 'replace' });
  const field = useRef<HTMLInputElement>(null);
  const takeTyped = useEffectEvent(() => {
    const typed = field.current?.value ?? choice.q;
    if (typed !== choice.q) void setChoice({ q: typed });
  });
  // What was typed before the scripts had run stands in the field, and nobody has heard of it.
  useEffect(() => takeTyped(), []);
  const deferred = useDeferredValue(choice);
  const rows = useMemo(() => toFileRows(unpackFiles(files), places), [files, places]);
  const shown = useMemo(() => chooseFiles(rows, deferred), [rows, deferred]);
  const options = useMemo(() => listOptions(rows), [rows]);
  const isPrinting = useMedia('print');
  const isVirtual = shown.length > MOST_DRAWN && choice.rows !== 'all' && !isPrinting;
  return (
    <>
      <search className="mb-3 flex flex-wrap items-end gap-3">
        <label className="min-w-52 grow text-xs text-muted sm:max-w-80">
          Search paths
          <input
            ref={field}
            type="search"
            value={choice.q}
            onChange={({ target }) => void setChoice({ q: target.value })}
            className="mt-1 block h-8 w-full rounded-md border border-edge bg-ground px-2.5 font-mono text-xs text-ink"
            spellCheck={false}
            autoComplete="off"
          />
        </label>
        <SelectField
          label="Subsystem"
          value={choice.subsystem}
          options={options.subsystems}
          onChange={(subsystem) => void setChoice({ subsystem })}
        />
        <SelectField
          label="Directory"
          value={choice.directory}
          options={options.directories}
          onChange={(directory) => void setChoice({ directory })}
        />
        <SelectField
          label="Kind"
          value={choice.kind}
          options={options.kinds}
          onChange={(kind) => void setChoice({ kind })}
        />
        <SelectField
          label="Status"
          value={choice.status}
          options={options.statuses}
          onChange={(status) => void setChoice({ status })}
        />
        <SelectField
          label="Order"
          value={choice.sort === 'git' ? null : choice.sort}
          options={orders}
          all="as git lists them"
          onChange={(sort) =>
            void setChoice({ sort: fileSorts.find((each) => each === sort) ?? null })
          }
        />
        {isNarrowed(choice) && (
          <button
            type="button"
            onClick={() =>
              void setChoice({
                q: null,
                subsystem: null,
                directory: null,
                kind: null,
                status: null,
              })
            }
            className="h-8 rounded-md px-2 text-xs text-muted underline underline-offset-2 hover:text-ink"
          >
            Clear
          </button>
        )}
        <output className="num ml-auto text-sm leading-8 text-muted">
          {shown.length === rows.length
            ? formatPlural(rows.length, 'file')
            : `${shown.length} of ${formatPlural(rows.length, 'file')}`}
        </output>
      </search>
      {rows.length > MOST_DRAWN && (
        <p className="mb-2 min-h-5 text-sm text-muted print:hidden">
          {(isVirtual || choice.rows === 'all') && (
            <DrawnRows
              isVirtual={isVirtual}
              count={shown.length}
              href={`${choiceUrl(base, { ...choice, rows: isVirtual ? 'all' : null })}#files`}
              onChange={() => void setChoice({ rows: isVirtual ? 'all' : null })}
            />
          )}
        </p>
      )}
      {shown.length === 0 ? (
        <p className="border-t border-hairline py-8 text-center text-muted">
          No file fits. Clear the search or a filter to see more.
        </p>
      ) : (
        <FilesTable
          rows={shown}
          base={filesChoiceUrl(base, deferred)}
          isVirtual={isVirtual}
          sort={choice.sort}
          onSort={(sort) => void setChoice({ sort })}
        />
      )}
    </>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function listOptions(rows: readonly FileRow[]) {
  const directories = [...new Set(rows.map(({ path }) => directoryOf(path)))].toSorted();
  return {
    subsystems: countOptions(
      SUBSYSTEMS.map((each) => ({ value: subsystemSlug(each), label: each })),
      rows.map(({ subsystem }) => subsystemSlug(subsystem)),
    ),
    directories: countOptions(
      directories.map((each) => ({ value: each, label: each })),
      rows.map(({ path }) => directoryOf(path)),
    ),
    kinds: countOptions(
      FILE_KINDS.map(({ id, label }) => ({ value: id, label })),
      rows.map((row) => row.kind),
    ),
    statuses: countOptions(
      fileStatuses.map((status) => ({ value: status, label: status })),
      rows.map((row) => row.status),
    ),
  };
}

/** Only options that some file has, each with how many. */
function countOptions(options: readonly Option[], values: readonly string[]): readonly Option[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return options.flatMap(({ value, label }) => {
    const count = counts.get(value);
    return count === undefined ? [] : [{ value, label: `${label} (${count})` }];
  });
}

/** Says which rows the page holds, and leads to all of them: a plain link, for readers without scripts as well. */
function DrawnRows({
  isVirtual,
  count,
  href,
  onChange,
}: {
  readonly isVirtual: boolean;
  readonly count: number;
  readonly href: string;
  readonly onChange: () => void;
}) {
  return (
    <>
      <noscript>
        {isVirtual && `The first ${FIRST_DRAWN} rows are here, because scripts are off. `}
      </noscript>
      {isVirtual
        ? 'Rows are drawn as they come into sight. To find in the page, '
        : `All ${formatPlural(count, 'row')} are drawn. `}
      <a
        href={href}
        className="link"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onChange();
        }}
      >
        {isVirtual ? `show all ${formatCount(count)}` : 'Draw only those in sight'}
      </a>
    </>
  );
}
