import type { EndpointChannel } from '#lib/domain/endpoint-target.ts';

export const channelLabels: Readonly<Record<EndpointChannel, string>> = {
  webhook: 'Webhook',
  slack: 'Slack',
  discord: 'Discord',
  matrix: 'Matrix',
  'github-issue': 'GitHub issue',
};

/** Of what is stored. */
export function channelLabel(channel: string): string {
  return Object.entries(channelLabels).find(([id]) => id === channel)?.[1] ?? channel;
}
