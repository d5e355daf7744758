// Every address of the public API, version 1: what OpenAPI and the page for people are made of. A test compares it with the routes there are.
import { ALERT_KINDS, SEVERITIES } from './alert.ts';
import {
  ApiAlerts,
  ApiBacktest,
  ApiConflict,
  ApiFileChange,
  ApiForecast,
  ApiForecastTarget,
  ApiIncident,
  ApiLine,
  ApiPort,
  ApiPorts,
  ApiProblem,
  ApiRebase,
  ApiRebases,
  ApiRebaseWithFiles,
  ApiTransition,
  ApiTransitionWithConflicts,
} from './api-v1.ts';
import { CHURN_MEASURES } from './churn-table.ts';
import { incidentFacts } from './incident-facts.ts';
import { KIND_MEASURES } from './kinds-table.ts';
import { COMPARED_METRICS } from './port-series.ts';
import { COMPARED_SORTS, FILE_FATES } from './release-pair.ts';
import { SUBSYSTEMS, subsystemSlug } from './subsystem.ts';

/** The shapes of the answers, under the names that documents call them by; what others are made of comes after them. */
export const API_SHAPES = {
  Ports: ApiPorts,
  Port: ApiPort,
  Line: ApiLine,
  Rebases: ApiRebases,
  Rebase: ApiRebase,
  RebaseWithFiles: ApiRebaseWithFiles,
  FileChange: ApiFileChange,
  Transition: ApiTransition,
  TransitionWithConflicts: ApiTransitionWithConflicts,
  Conflict: ApiConflict,
  Forecast: ApiForecast,
  ForecastTarget: ApiForecastTarget,
  Backtest: ApiBacktest,
  Alerts: ApiAlerts,
  Incident: ApiIncident,
  IncidentFacts: incidentFacts,
  Problem: ApiProblem,
} as const;

export type ApiShapeName = keyof typeof API_SHAPES;

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  /** Null: any text. */
  readonly values: readonly string[] | null;
  /** What means one of `values` as well, and is not offered. */
  readonly otherSpellings?: readonly string[];
  /** Said again, it adds to what was said before. */
  readonly isList?: boolean;
  readonly example: string;
}

export interface ApiAddress {
  /** As OpenAPI writes it: "/api/v1/ports/{port}". */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly ApiParameter[];
  /** What is refused of what is no parameter, because it would be taken for a filter: any name, or these. Left out: none is. */
  readonly refused?: 'any' | readonly string[];
  readonly answer:
    | { readonly kind: 'json'; readonly shape: ApiShapeName }
    | { readonly kind: 'csv'; readonly rows: string }
    | { readonly kind: 'openapi' };
  /** Why the answer may be a problem instead, by status. */
  readonly problems: readonly { readonly status: 400 | 404; readonly when: string }[];
}

const port: ApiParameter = {
  name: 'port',
  in: 'path',
  description: 'Slug of the port.',
  values: null,
  example: 'tamago',
};

const release: ApiParameter = {
  name: 'release',
  in: 'path',
  description: 'A release of which the port has a rebase, in either spelling: go1.21 is go1.21.0.',
  values: null,
  example: 'go1.26.0',
};

const revision: ApiParameter = {
  name: 'revision',
  in: 'query',
  description:
    'Sha of a head that the rebase had, whole or the first 7 digits or more: the answer stays the same when a newer one replaces it.',
  values: null,
  example: '0123456789abcdef0123456789abcdef01234567',
};

function headOf(name: string, side: 'from' | 'to'): ApiParameter {
  return {
    ...revision,
    name,
    description: `Sha of a head that the rebase of ${side} had, whole or the first 7 digits or more: that side stays the same when a newer one replaces it.`,
  };
}

const releaseFilters: readonly ApiParameter[] = [
  {
    ...release,
    name: 'from',
    in: 'query',
    description: 'The first release of the range. Left out: from the first rebase on.',
    example: 'go1.20',
  },
  {
    ...release,
    name: 'to',
    in: 'query',
    description: 'The last release of the range. Left out: up to the newest rebase.',
  },
  choice('releases', ['first', 'all'], 'First releases only, or all. Left out: all.'),
];

const dating: ApiParameter = choice(
  'dating',
  ['base', 'publication'],
  'When a rebase counts as there: with its base, or when the fork published it. Left out: base.',
);

/** By what incidents may be narrowed. */
export const alertFilters: readonly ApiParameter[] = [
  choice('state', ['open', 'past'], 'Only those that are open, or that are over.'),
  { ...port, in: 'query', description: 'Only those of the port with this slug.' },
  choice(
    'kind',
    ALERT_KINDS.filter(({ forOperators }) => !forOperators).map(({ id }) => id),
    'Only those of this kind.',
  ),
  choice('severity', SEVERITIES, 'Only those that are this severe.'),
];

const noPort = {
  status: 404,
  when: 'There is no such port; “ports” lists those there are.',
} as const;
const noRebase = {
  status: 404,
  when: 'There is no such port, rebase or revision; “ports”, “nearest” or the detail name what there is.',
} as const;
const noNumbers = {
  status: 404,
  when: `${noRebase.when} Or the rebase is not measured; the detail says why.`,
} as const;
const noStep = {
  status: 404,
  when: `${noNumbers.when} Or the step that led to it is not measured, or it is the first.`,
} as const;
const noRange = {
  status: 400,
  when: 'The port has no rebase on an end of the range, or it ends before it begins.',
} as const;
const noFilter = { status: 400, when: 'There is no filter of that name.' } as const;

const declared: readonly ApiAddress[] = [
  {
    path: '/api/v1/ports',
    id: 'listPorts',
    summary: 'Every port with its state, those that need a person first',
    parameters: [],
    answer: { kind: 'json', shape: 'Ports' },
    problems: [],
  },
  {
    path: '/api/v1/ports.csv',
    id: 'listPortsAsCsv',
    summary: 'Every port with its state and the size of its newest rebase, as a table',
    parameters: [],
    answer: { kind: 'csv', rows: 'one for each port, those that need a person first' },
    problems: [],
  },
  {
    path: '/api/v1/ports/{port}/rebases',
    id: 'listRebases',
    summary: 'The history of a port: its rebases in release order',
    parameters: [port],
    answer: { kind: 'json', shape: 'Rebases' },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}',
    id: 'getRebase',
    summary:
      'One rebase with every file of its patch, and the conflicts of the step that led to it',
    parameters: [port, release, revision],
    answer: { kind: 'json', shape: 'RebaseWithFiles' },
    problems: [noRebase],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}.csv',
    id: 'listFilesAsCsv',
    summary: 'The files of one rebase as a table',
    parameters: [port, release, revision],
    answer: { kind: 'csv', rows: 'one for each file of the patch' },
    problems: [noNumbers],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/subsystems.csv',
    id: 'listSubsystemsAsCsv',
    summary: 'The patch of one rebase and its touch surface by subsystem, as a table',
    parameters: [port, release, revision],
    answer: { kind: 'csv', rows: 'one for each subsystem that has files' },
    problems: [noNumbers],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/kinds.csv',
    id: 'listKindsAsCsv',
    summary: 'The patch of one rebase by kind of edit, as a table',
    parameters: [port, release, revision],
    answer: { kind: 'csv', rows: 'one for each kind that has files, most files first' },
    problems: [noNumbers],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/directories.csv',
    id: 'tabulateDirectoriesAsCsv',
    summary: 'The files of one rebase by directory and kind of edit, as a table',
    parameters: [port, release, revision],
    answer: {
      kind: 'csv',
      rows: 'one for each directory, most files first, with a column for each kind that has files',
    },
    problems: [noNumbers],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/conflicts.csv',
    id: 'listStepConflictsAsCsv',
    summary: 'The conflicts of the step that led to one rebase, as a table',
    parameters: [port, release, revision],
    answer: { kind: 'csv', rows: 'one for each path in conflict' },
    problems: [noStep],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/hand-work.csv',
    id: 'listHandWorkAsCsv',
    summary: 'What people changed in the step that led to one rebase, by path, as a table',
    parameters: [port, release, revision],
    answer: {
      kind: 'csv',
      rows: 'one for each path with hand work, adaptation first, in each the most lines first',
    },
    problems: [noStep],
  },
  {
    path: '/api/v1/ports/{port}/rebases/{release}/hand-work-by-subsystem.csv',
    id: 'listHandWorkBySubsystemAsCsv',
    summary: 'Conflicts, hand work and pressure of that step by subsystem, as a table',
    parameters: [port, release, revision],
    answer: { kind: 'csv', rows: 'one for each subsystem that has any' },
    problems: [noStep],
  },
  {
    path: '/api/v1/ports/{port}/rebases.csv',
    id: 'listRebasesAsCsv',
    summary: 'The history of a port as a table',
    parameters: [port, ...releaseFilters],
    answer: { kind: 'csv', rows: 'one for each rebase, in release order' },
    problems: [noRange, noPort],
  },
  {
    path: '/api/v1/ports/{port}/transitions.csv',
    id: 'listTransitionsAsCsv',
    summary: 'What each step from one rebase to the next cost, as a table',
    parameters: [port, ...releaseFilters],
    answer: { kind: 'csv', rows: 'one for each rebase that a step led to, in release order' },
    problems: [noRange, noPort],
  },
  {
    path: '/api/v1/ports/{port}/churn.csv',
    id: 'tabulateChurnAsCsv',
    summary: 'Churn by subsystem and release, as a table',
    parameters: [
      port,
      choice('measure', CHURN_MEASURES, 'What is counted. Left out: the patch.'),
      ...releaseFilters,
    ],
    answer: {
      kind: 'csv',
      rows: 'one for each release, with a column for each subsystem that has lines',
    },
    problems: [noRange, noPort],
  },
  {
    path: '/api/v1/ports/{port}/kinds.csv',
    id: 'tabulateKindsOfPortAsCsv',
    summary: 'The patch by kind of edit and release, as a table',
    parameters: [
      port,
      choice('measure', KIND_MEASURES, 'What is counted. Left out: files.'),
      ...releaseFilters,
    ],
    answer: {
      kind: 'csv',
      rows: 'one for each release, with a column for each kind that has files',
    },
    problems: [noRange, noPort],
  },
  {
    path: '/api/v1/ports/{port}/conflicts.csv',
    id: 'tabulateConflictsAsCsv',
    summary: 'The files that steps met in conflict, by line of releases, as a table',
    parameters: [
      port,
      subsystemFilter('Only files of this part of the tree. Left out: all.'),
      ...releaseFilters,
    ],
    answer: {
      kind: 'csv',
      rows: 'one for each file, with a column for each line: the release whose step first met it in conflict, none where no step did, nothing where none is measured',
    },
    problems: [noRange, noPort],
  },
  {
    path: '/api/v1/ports/{port}/compare.csv',
    id: 'compareReleasesAsCsv',
    summary: 'The files that came, went, grew or shrank between two releases, as a table',
    parameters: [
      port,
      {
        ...release,
        name: 'from',
        in: 'query',
        description: 'The earlier. Left out: the first release of the line before.',
        example: 'go1.22.0',
      },
      {
        ...release,
        name: 'to',
        in: 'query',
        description: 'The later. Left out: the newest that is measured.',
      },
      headOf('fromRevision', 'from'),
      headOf('toRevision', 'to'),
      choice('change', FILE_FATES, 'Only files that did so. Left out: all but those of one size.'),
      subsystemFilter('Only files of this part of the tree. Left out: all.'),
      {
        name: 'q',
        in: 'query',
        description: 'Words in the path.',
        values: null,
        example: 'runtime',
      },
      choice('sort', COMPARED_SORTS, 'Their order. Left out: the largest change first.'),
    ],
    answer: { kind: 'csv', rows: 'one for each file' },
    problems: [noRebase],
  },
  {
    path: '/api/v1/ports/{port}/lines.csv',
    id: 'listLinesAsCsv',
    summary: 'The release lines of a port and what users of each are exposed to, as a table',
    parameters: [port],
    answer: { kind: 'csv', rows: 'one for each line, the newest first' },
    problems: [noPort],
  },
  {
    path: '/api/v1/compare.csv',
    id: 'comparePortsAsCsv',
    summary: 'What several ports cost at their first and newest releases, as a table',
    parameters: [
      {
        ...port,
        name: 'ports',
        in: 'query',
        description: 'Slugs of the ports, with commas between them. Left out: all of them.',
        isList: true,
      },
      choice('metric', COMPARED_METRICS, 'What they are compared by. Left out: patch.'),
    ],
    answer: {
      kind: 'csv',
      rows: 'one for each port, the largest newest value first; of a port of which nothing is measured the cells are empty, and the last says why',
    },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/forecast',
    id: 'getForecast',
    summary: 'What will conflict with what upstream has and the port has not',
    parameters: [port],
    answer: { kind: 'json', shape: 'Forecast' },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/forecast.csv',
    id: 'getForecastAsCsv',
    summary: 'The same as a table',
    parameters: [port],
    answer: {
      kind: 'csv',
      rows: 'one for each path in conflict with each target, and one for a target without any',
    },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/forecast-history.csv',
    id: 'listForecastHistoryAsCsv',
    summary: 'How many files each rehearsal of what was ahead had in conflict, as a table',
    parameters: [port],
    answer: {
      kind: 'csv',
      rows: 'one for each rehearsal with a result, of many the newest, by the date of the target',
    },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/backtest',
    id: 'getBacktest',
    summary: 'What past forecasts would have said, scored against what happened',
    parameters: [port, dating],
    answer: { kind: 'json', shape: 'Backtest' },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/backtest.csv',
    id: 'getBacktestAsCsv',
    summary: 'The score of each past pre-release, as a table',
    parameters: [port, dating],
    answer: { kind: 'csv', rows: 'one for each pre-release' },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/backtest-totals.csv',
    id: 'getBacktestTotalsAsCsv',
    summary: 'The score of all of them together, as a table',
    parameters: [port, dating],
    answer: { kind: 'csv', rows: 'one for each moment at which one could have known' },
    problems: [noPort],
  },
  {
    path: '/api/v1/ports/{port}/silent-risks.csv',
    id: 'scoreSilentRisksAsCsv',
    summary:
      'How well files were named that merged cleanly and needed work all the same, as a table',
    parameters: [port],
    answer: { kind: 'csv', rows: 'one for all rules together, and one for each by itself' },
    problems: [noPort],
  },
  {
    path: '/api/v1/alerts',
    id: 'listAlerts',
    summary: 'Incidents, open and past',
    parameters: alertFilters,
    refused: 'any',
    answer: { kind: 'json', shape: 'Alerts' },
    problems: [noFilter, noPort],
  },
  {
    path: '/api/v1/alerts.csv',
    id: 'listAlertsAsCsv',
    summary: 'Incidents as a table',
    parameters: alertFilters,
    refused: 'any',
    answer: { kind: 'csv', rows: 'one for each incident' },
    problems: [noFilter, noPort],
  },
  {
    path: '/api/v1/openapi.json',
    id: 'describeApi',
    summary: 'All of this as an OpenAPI 3.1 document',
    parameters: [],
    answer: { kind: 'openapi' },
    problems: [],
  },
  {
    path: '/api/v1/status/repositories.csv',
    id: 'listRepositoriesAsCsv',
    summary: 'Every repository: when it was polled, and what came of it, as a table',
    parameters: [],
    answer: { kind: 'csv', rows: 'one for each repository' },
    problems: [],
  },
  {
    path: '/api/v1/status/queue.csv',
    id: 'listQueueAsCsv',
    summary: 'The jobs of the queue by task, as a table',
    parameters: [],
    answer: { kind: 'csv', rows: 'one for each task that has jobs' },
    problems: [{ status: 404, when: 'There is no queue yet: no worker has started here.' }],
  },
  {
    path: '/api/v1/status/workers.csv',
    id: 'listWorkersAsCsv',
    summary: 'Every worker that has reported, as a table',
    parameters: [],
    answer: { kind: 'csv', rows: 'one for each worker, who reported last first' },
    problems: [],
  },
];

export const API_ADDRESSES: readonly ApiAddress[] = declared.map((address) => ({
  ...address,
  problems: problemsOf(address),
}));

/** Whatever has parameters in its query may be asked for a value that is not known: `describeWrongQuery`. */
function problemsOf({ parameters, problems }: ApiAddress): ApiAddress['problems'] {
  if (!parameters.some((each) => each.in === 'query')) return problems;
  const whens = [
    'A parameter has a value that is not known, or more than one; the detail says which there are.',
    ...problems.flatMap(({ status, when }) => (status === 400 ? [when] : [])),
  ];
  return [
    { status: 400, when: whens.join(' Or: ') },
    ...problems.filter(({ status }) => status !== 400),
  ];
}

/** The address with its examples filled in, by name those that are `known` to be there; what is chosen by a query is left out. */
export function exampleOf(
  { path, parameters }: ApiAddress,
  known: Readonly<Record<string, string>> = {},
): string {
  return parameters.reduce(
    (text, { name, example }) => text.replace(`{${name}}`, known[name] ?? example),
    path,
  );
}

/** By a part of the Go tree. */
export function subsystemFilter(description: string): ApiParameter {
  return {
    ...choice('subsystem', SUBSYSTEMS.map(subsystemSlug), description),
    // What answers and tables say.
    otherSpellings: SUBSYSTEMS,
  };
}

function choice(name: string, values: readonly string[], description: string): ApiParameter {
  return { name, in: 'query', description, values, example: values[0] ?? '' };
}
