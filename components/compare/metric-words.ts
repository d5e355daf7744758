import type { ComparedMetric } from '#lib/domain/port-series.ts';

interface MetricWords {
  readonly title: string;
  /** What is counted, in a sentence of its own. */
  readonly meaning: string;
  /** Of /method. */
  readonly term: string;
  /** One, and many. */
  readonly unit: readonly [string, string];
}

export const metricWords: Readonly<Record<ComparedMetric, MetricWords>> = {
  patch: {
    title: 'Patch',
    meaning: 'Insertions and deletions of the whole patch.',
    term: 'patch',
    unit: ['line', 'lines'],
  },
  touched: {
    title: 'Touched',
    meaning: 'Insertions and deletions in files that upstream owns.',
    term: 'touch',
    unit: ['line', 'lines'],
  },
  files: {
    title: 'Files',
    meaning: 'Files of the whole patch.',
    term: 'patch',
    unit: ['file', 'files'],
  },
  lag: {
    title: 'Lag',
    meaning: 'Days from the release to its publication by the fork.',
    term: 'lag',
    unit: ['day', 'days'],
  },
  conflicts: {
    title: 'Conflicts',
    meaning: 'Paths in conflict in the step to each release.',
    term: 'rehearsal',
    unit: ['path', 'paths'],
  },
  adaptation: {
    title: 'Adaptation',
    meaning: 'Lines that people changed because upstream had, in the step to each release.',
    term: 'hand-work',
    unit: ['line', 'lines'],
  },
};
