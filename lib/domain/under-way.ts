// What takes long and is being done just now, as every page shows it.

/** Jobs whose end changes what pages show of ports. */
export const SHOWN_TASKS = [
  'measure-line',
  'rehearse-port',
  'confirm-culprits',
  'find-fixes',
] as const;
export type ShownTask = (typeof SHOWN_TASKS)[number];

/** Bytes that come, or whatever else says how far it is. */
export interface WorkInProgress {
  /** e.g. "fetch:golang/go". */
  readonly id: string;
  readonly stage: string;
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
  readonly unit: string;
}

export interface UnderWay {
  readonly progress: readonly WorkInProgress[];
  /** Jobs of each task that run or may start now, where a worker lives; tasks without any are left out. */
  readonly jobs: readonly { readonly task: ShownTask; readonly count: number }[];
  /** Another text whenever something new has been measured or rehearsed. */
  readonly version: string;
}
