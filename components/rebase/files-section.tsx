'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo } from 'react';

import { formatPlural } from '#components/ui/format-count.ts';
import { directoryOf } from '#lib/domain/directory.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import { FilesTable } from './files-table.tsx';
import {
  chooseFiles,
  type FileRow,
  type FileSort,
  fileSorts,
  fileStatuses,
} from './prepare-files.ts';
import { SelectField } from './select-field.tsx';

const choiceParsers = {
  q: parseAsString.withDefault(''),
  subsystem: parseAsString,
  directory: parseAsString,
  kind: parseAsString,
  status: parseAsString,
  sort: parseAsStringLiteral(fileSorts).withDefault('git'),
};

const orders: readonly { readonly value: FileSort; readonly label: string }[] = [
  { value: 'path', label: 'by path' },
  { value: 'lines', label: 'most lines first' },
  { value: 'added', label: 'most added first' },
  { value: 'deleted', label: 'most deleted first' },
  { value: 'copied', label: 'most copied first' },
];

/** Every file of a patch, with search, filters and order; the whole choice is in the URL. */
export function FilesSection({
  rows,
  base,
}: {
  readonly rows: readonly FileRow[];
  /** Address of the rebase's page. */
  readonly base: string;
}) {
  const [choice, setChoice] = useQueryStates(choiceParsers, { history: 'replace' });
  const deferred = useDeferredValue(choice);
  const shown = useMemo(() => chooseFiles(rows, deferred), [rows, deferred]);
  const isNarrowed =
    choice.q !== '' ||
    [choice.subsystem, choice.directory, choice.kind, choice.status].some((each) => each !== null);
  const directories = useMemo(
    () => [...new Set(rows.map(({ path }) => directoryOf(path)))].toSorted(),
    [rows],
  );
  return (
    <>
      <search className="mb-3 flex flex-wrap items-end gap-3">
        <label className="min-w-52 grow text-xs text-muted sm:max-w-80">
          Search paths
          <input
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
          options={countOptions(
            SUBSYSTEMS.map((each) => ({ value: subsystemSlug(each), label: each })),
            rows,
            (row) => row.subsystemSlug,
          )}
          onChange={(subsystem) => void setChoice({ subsystem })}
        />
        <SelectField
          label="Directory"
          value={choice.directory}
          options={countOptions(
            directories.map((each) => ({ value: each, label: each })),
            rows,
            ({ path }) => directoryOf(path),
          )}
          onChange={(directory) => void setChoice({ directory })}
        />
        <SelectField
          label="Kind"
          value={choice.kind}
          options={countOptions(
            FILE_KINDS.map(({ id, label }) => ({ value: id, label })),
            rows,
            (row) => row.kind,
          )}
          onChange={(kind) => void setChoice({ kind })}
        />
        <SelectField
          label="Status"
          value={choice.status}
          options={countOptions(
            fileStatuses.map((status) => ({ value: status, label: status })),
            rows,
            (row) => row.status,
          )}
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
        {isNarrowed && (
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
        <output className="num ml-auto text-sm text-muted">
          {shown.length === rows.length
            ? formatPlural(rows.length, 'file')
            : `${shown.length} of ${formatPlural(rows.length, 'file')}`}
        </output>
      </search>
      {shown.length === 0 ? (
        <p className="border-t border-hairline py-8 text-center text-muted">
          No file fits. Clear the search or a filter to see more.
        </p>
      ) : (
        <FilesTable
          rows={shown}
          base={base}
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

/** Only options that some file has, each with how many. */
function countOptions(
  options: readonly Option[],
  rows: readonly FileRow[],
  valueOf: (row: FileRow) => string,
): readonly Option[] {
  return options.flatMap(({ value, label }) => {
    const count = rows.filter((row) => valueOf(row) === value).length;
    return count === 0 ? [] : [{ value, label: `${label} (${count})` }];
  });
}
