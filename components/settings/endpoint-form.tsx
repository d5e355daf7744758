import type { ReactNode } from 'react';

import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { EndpointChannel } from '#lib/domain/endpoint-target.ts';

import { channelLabels } from './channel-labels.ts';

/** A form for each channel, since each asks for something else; the first is open, or the one that was refused. Works without scripts. */
export function EndpointForm({
  typed,
}: {
  /** What was refused just now. */
  readonly typed: URLSearchParams | undefined;
}) {
  const asked = typed?.get('channel') ?? 'webhook';
  const of = (channel: EndpointChannel) => ({
    channel,
    isOpen: channel === asked,
    typed: channel === asked ? typed : undefined,
  });
  return (
    <div className="mt-3 max-w-[520px] divide-y divide-hairline rounded-lg border border-hairline">
      <ChannelForm {...of('webhook')}>
        <TextField
          label="Address"
          name="url"
          typed={of('webhook').typed}
          type="url"
          placeholder="https://example.org/hook"
          hint="Gets JSON, signed as Standard Webhooks has it. The secret is shown once."
        />
      </ChannelForm>
      <ChannelForm {...of('slack')}>
        <TextField
          label="Address of the incoming webhook"
          name="url"
          typed={of('slack').typed}
          type="url"
          placeholder="https://hooks.slack.com/services/…"
        />
      </ChannelForm>
      <ChannelForm {...of('discord')}>
        <TextField
          label="Address of the channel’s webhook"
          name="url"
          typed={of('discord').typed}
          type="url"
          placeholder="https://discord.com/api/webhooks/…"
        />
      </ChannelForm>
      <ChannelForm {...of('matrix')}>
        <TextField
          label="Homeserver"
          name="homeserver"
          typed={of('matrix').typed}
          type="url"
          placeholder="https://matrix.example.org"
        />
        <TextField
          label="Room id"
          name="roomId"
          typed={of('matrix').typed}
          placeholder="!abc:example.org"
        />
        <TextField
          label="Access token"
          name="token"
          type="password"
          hint="Of a user who is in the room. It is kept sealed, and never shown again."
        />
      </ChannelForm>
      <ChannelForm {...of('github-issue')}>
        <TextField
          label="Repository"
          name="repository"
          typed={of('github-issue').typed}
          placeholder="owner/name"
          hint="The fork of a port that you maintain. One issue an incident, edited in place and closed when it is over."
        />
      </ChannelForm>
    </div>
  );
}

function ChannelForm({
  channel,
  children,
  isOpen,
  typed,
}: {
  readonly channel: EndpointChannel;
  readonly children: ReactNode;
  readonly isOpen: boolean;
  readonly typed: URLSearchParams | undefined;
}) {
  const label = channelLabels[channel];
  return (
    <details name="channel" open={isOpen} className="px-4">
      <summary className="py-3 text-sm font-medium">{label}</summary>
      <form method="post" action="/settings/endpoints/create" className="space-y-4 pb-4">
        <input type="hidden" name="channel" value={channel} />
        <TextField
          label="Name"
          name="name"
          maxLength={100}
          placeholder={`Our ${label}`}
          typed={typed}
        />
        {children}
        <SubmitButton look="main" label={`Create the endpoint: ${label}`}>
          Create
        </SubmitButton>
      </form>
    </details>
  );
}
