// Puts the state of the program into three statements: is it asking GitHub, is it measuring, does a worker live.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { formatAge } from '#components/ui/format-date.ts';
import type { Statement } from '#components/ui/statement-panel.tsx';
import type { RepositoryStatus, StatusView } from '#lib/domain/status-view.ts';

/** A worker that has not said for so long that it lives is taken for gone. */
export const workerSilenceMs = 60_000;

/** What `pollIntervalMs` and the rest of the settings decide. */
export interface PollPlan {
  readonly isPollOn: boolean;
  readonly pollIntervalMs: number;
}

/** When it is to be polled, which may be past: then as soon as a worker is free, as where it was never listed. Null: that, or polling is off. */
export function findNextPoll(
  { nextPollAt, listedAt, polls }: RepositoryStatus,
  { isPollOn, pollIntervalMs }: PollPlan,
): Date | null {
  if (!isPollOn) return null;
  const last = polls[0]?.startedAt ?? listedAt;
  const planned = last === null ? null : new Date(last.getTime() + pollIntervalMs);
  return nextPollAt !== null && (planned === null || nextPollAt > planned) ? nextPollAt : planned;
}

export function describeStatus(
  status: StatusView,
  plan: PollPlan,
  now: Date,
): readonly Statement[] {
  return [
    { label: 'Polling', ...describePolling(status, plan, now) },
    { label: 'Measuring', ...describeMeasuring(status) },
    { label: 'Worker', ...describeWorkers(status, now) },
  ];
}

/** Whether anything changes by itself, so that the page should look again soon. */
export function isBusy({ progress, queue, measuring }: StatusView): boolean {
  return (
    measuring.waiting > 0 ||
    progress.some(({ finishedAt }) => finishedAt === null) ||
    (queue ?? []).some(({ ready, running }) => ready > 0 || running > 0)
  );
}

interface Words {
  readonly title: string;
  readonly detail: string;
}

function describePolling({ repositories }: StatusView, { isPollOn }: PollPlan, now: Date): Words {
  const failing = repositories.filter(({ failures }) => failures > 0);
  const listed = repositories.flatMap(({ listedAt }) => (listedAt === null ? [] : [listedAt]));
  const [newest] = listed.toSorted((a, b) => b.getTime() - a.getTime());
  const last =
    newest === undefined ? 'nothing polled yet' : `last polled ${formatAge(newest, now)}`;
  const watched = formatPlural(repositories.length, 'repository', 'repositories');
  if (!isPollOn) {
    return {
      title: 'Polling is off',
      detail: `Started with POLL=off: what is stored is shown; ${last}`,
    };
  }
  if (failing.length > 0) {
    return {
      title: `${failing.length} of ${watched} ${failing.length === 1 ? 'fails' : 'fail'}`,
      detail: 'What was stored stays; the reasons stand below',
    };
  }
  return newest === undefined
    ? { title: 'Not polled yet', detail: `${watched} to ask` }
    : { title: `Polled ${formatAge(newest, now)}`, detail: `${watched}, no failure` };
}

function describeMeasuring({ measuring }: StatusView): Words {
  const { measured, recorded, waiting, unmeasured } = measuring;
  const total = measured + waiting + unmeasured;
  if (total === 0) return { title: 'Nothing to measure yet', detail: 'No rebase has been found' };
  const parts = [
    ...(recorded > 0 ? [`${formatCount(recorded)} recorded and shipped with the program`] : []),
    ...(waiting > 0 ? [`${formatCount(waiting)} waiting`] : []),
    ...(unmeasured > 0 ? [`${formatCount(unmeasured)} cannot be measured, each says why`] : []),
  ];
  return {
    title: `${formatCount(measured)} of ${formatPlural(total, 'rebase')} measured`,
    detail: parts.length === 0 ? 'Nothing waits' : parts.join(' · '),
  };
}

function describeWorkers({ workers, queue }: StatusView, now: Date): Words {
  const alive = workers.filter(({ seenAt }) => now.getTime() - seenAt.getTime() < workerSilenceMs);
  const [latest] = workers;
  if (alive.length > 0) {
    const jobs = (queue ?? []).reduce((sum, { ready, running }) => sum + ready + running, 0);
    return {
      title: `${formatPlural(alive.length, 'worker')} at work`,
      detail: jobs === 0 ? 'Nothing in the queue' : `${formatPlural(jobs, 'job')} running or ready`,
    };
  }
  return latest === undefined
    ? { title: 'No worker yet', detail: 'None has ever reported here; npm start brings one' }
    : {
        title: 'No worker at work',
        detail: `The last one reported ${formatAge(latest.seenAt, now)}`,
      };
}
