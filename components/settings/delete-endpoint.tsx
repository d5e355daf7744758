import { ActForm } from '#components/ui/act-form.tsx';
import { formatPlural } from '#components/ui/format-count.ts';

/** Asks once more, since it cannot be undone; works without scripts. */
export function DeleteEndpoint({
  action,
  subscriptions,
}: {
  readonly action: string;
  /** How many it has. */
  readonly subscriptions: number;
}) {
  return (
    <details className="mt-2.5">
      <summary className="inline-flex h-9 w-fit items-center rounded-md border border-edge px-3.5 text-sm font-medium hover:bg-soft">
        Delete…
      </summary>
      <div className="mt-3 flex max-w-prose flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-l-3 border-hairline border-l-worse bg-soft px-3.5 py-2.5 text-sm">
        <p>
          It goes with{' '}
          {subscriptions === 0 ? 'its' : `${formatPlural(subscriptions, 'subscription')} and the`}{' '}
          log of its deliveries, and does not come back. Disabled, it would keep them.
        </p>
        <ActForm action={action} fields={{}} label="Delete it for good" look="plain" />
      </div>
    </details>
  );
}
