import type { ReactNode } from 'react';

import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { EndpointChannel } from '#lib/domain/endpoint-target.ts';

import { channelLabels } from './channel-labels.ts';

/** A form for each channel, since each asks for something else; the first is open. Works without scripts. */
export function EndpointForm() {
  return (
    <div className="mt-3 max-w-[520px] divide-y divide-hairline rounded-lg border border-hairline">
      <ChannelForm channel="webhook" isOpen>
        <TextField
          label="Address"
          name="url"
          type="url"
          placeholder="https://example.org/hook"
          hint="Gets JSON, signed as Standard Webhooks has it. The secret is shown once."
        />
      </ChannelForm>
      <ChannelForm channel="slack">
        <TextField
          label="Address of the incoming webhook"
          name="url"
          type="url"
          placeholder="https://hooks.slack.com/services/…"
        />
      </ChannelForm>
      <ChannelForm channel="discord">
        <TextField
          label="Address of the channel’s webhook"
          name="url"
          type="url"
          placeholder="https://discord.com/api/webhooks/…"
        />
      </ChannelForm>
      <ChannelForm channel="matrix">
        <TextField
          label="Homeserver"
          name="homeserver"
          type="url"
          placeholder="https://matrix.example.org"
        />
        <TextField label="Room id" name="roomId" placeholder="!abc:example.org" />
        <TextField
          label="Access token"
          name="token"
          type="password"
          hint="Of a user who is in the room. It is kept sealed, and never shown again."
        />
      </ChannelForm>
      <ChannelForm channel="github-issue">
        <TextField
          label="Repository"
          name="repository"
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
  isOpen = false,
}: {
  readonly channel: EndpointChannel;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}) {
  const label = channelLabels[channel];
  return (
    <details name="channel" open={isOpen} className="px-4">
      <summary className="py-3 text-sm font-medium">{label}</summary>
      <form method="post" action="/settings/endpoints/create" className="space-y-4 pb-4">
        <input type="hidden" name="channel" value={channel} />
        <TextField label="Name" name="name" maxLength={100} placeholder={`Our ${label}`} />
        {children}
        <SubmitButton look="main" label={`Create the endpoint: ${label}`}>
          Create
        </SubmitButton>
      </form>
    </details>
  );
}
