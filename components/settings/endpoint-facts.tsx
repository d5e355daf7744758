import { Age } from '#components/ui/age.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

import { channelLabel } from './channel-labels.ts';

export function EndpointFacts({
  endpoint,
  typed,
  now,
}: {
  readonly endpoint: {
    readonly id: string;
    readonly name: string;
    readonly channel: string;
    readonly targetLabel: string;
    readonly owner: { readonly name: string };
    readonly state: string;
    readonly disabledReason: string | null;
    readonly failures: number;
    readonly pausedUntil: Date | null;
    readonly createdAt: Date;
    readonly testedAt: Date | null;
  };
  /** The new name that was refused just now. */
  readonly typed: URLSearchParams | undefined;
  readonly now: Date;
}) {
  const isPaused = endpoint.pausedUntil !== null && endpoint.pausedUntil > now;
  return (
    <>
      <Facts>
        <Fact name="Leads to">
          {channelLabel(endpoint.channel)} {endpoint.targetLabel}
        </Fact>
        <Fact name="State">{endpoint.state}</Fact>
        <Fact name="Made">
          <Age date={endpoint.createdAt} now={now} /> by {endpoint.owner.name}
        </Fact>
        <Fact name="Last test that arrived">
          {endpoint.testedAt === null ? 'none yet' : <Age date={endpoint.testedAt} now={now} />}
        </Fact>
        <Fact name="Failures in a row">
          {endpoint.failures}
          {isPaused && ', paused'}
        </Fact>
        {endpoint.disabledReason !== null && (
          <Fact name="Why it is disabled" isWide>
            {endpoint.disabledReason}
          </Fact>
        )}
      </Facts>
      <form
        method="post"
        action={`/settings/endpoints/${endpoint.id}/endpoint-rename`}
        className="mt-5 flex max-w-[420px] items-end gap-2"
      >
        <label className="grow text-xs text-muted">
          Name
          <input
            name="name"
            required
            maxLength={100}
            defaultValue={typed?.get('name') ?? endpoint.name}
            autoComplete="off"
            className="mt-1 block h-8 w-full rounded-md border border-edge bg-ground px-2 text-sm text-ink"
          />
        </label>
        <SubmitButton look="small">Rename</SubmitButton>
      </form>
    </>
  );
}
