// Where an endpoint leads: what each channel needs to know, and which addresses it takes.
import { z } from 'zod';

import { assertNever } from './assert-never.ts';
import { isAllowedHost, parseOutgoingUrl, type AllowedHosts } from './outgoing-url.ts';

/** Mail has addresses and no endpoints. */
export const ENDPOINT_CHANNELS = ['webhook', 'slack', 'discord', 'matrix', 'github-issue'] as const;
export type EndpointChannel = (typeof ENDPOINT_CHANNELS)[number];

/** What is sealed in Endpoint.target, as JSON. */
export const endpointTarget = z.discriminatedUnion('channel', [
  z.object({ channel: z.enum(['webhook', 'slack', 'discord']), url: z.string() }),
  z.object({
    channel: z.literal('matrix'),
    /** Its client-server API, e.g. "https://matrix.example.org". */
    homeserver: z.string(),
    /** https://spec.matrix.org/v1.16/appendices/#room-ids */
    roomId: z.string().regex(/^![^\s/?#]{1,254}$/),
  }),
  z.object({
    channel: z.literal('github-issue'),
    /** "owner/name" */
    repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  }),
]);

export type EndpointTarget = z.output<typeof endpointTarget>;

export type ParsedTarget =
  | {
      readonly kind: 'ok';
      readonly target: EndpointTarget;
      /** To show: it gives no secret of the address away. */
      readonly label: string;
    }
  /** One sentence for whoever typed it. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The hosts that these services are at; another is taken when an administrator allowed it. */
const HOSTS: Readonly<Partial<Record<EndpointChannel, readonly string[]>>> = {
  slack: ['hooks.slack.com', 'hooks.slack-gov.com'],
  discord: ['discord.com', 'ptb.discord.com', 'canary.discord.com', 'discordapp.com'],
};

/** `input` is as a form has it: "channel", and "url", "homeserver" with "roomId", or "repository". */
export function parseTarget(input: unknown, allowed: AllowedHosts): ParsedTarget {
  const parsed = endpointTarget.safeParse(input);
  if (!parsed.success) return { kind: 'refused', reason: describeProblem(parsed.error) };
  const target = parsed.data;
  switch (target.channel) {
    case 'webhook':
    case 'slack':
    case 'discord': {
      const address = parseOutgoingUrl(target.url, allowed);
      if (address.kind === 'refused') return address;
      const { url } = address;
      const hosts = HOSTS[target.channel];
      if (hosts !== undefined && !hosts.includes(url.host) && !isAllowedHost(url, allowed)) {
        return {
          kind: 'refused',
          reason: `The address must be one of ${hosts[0]}, or of a host that an administrator allowed.`,
        };
      }
      return { kind: 'ok', target: { ...target, url: url.href }, label: url.host };
    }
    case 'matrix': {
      const address = parseOutgoingUrl(target.homeserver, allowed);
      if (address.kind === 'refused') return address;
      const { url } = address;
      if (url.pathname !== '/' || url.search !== '') {
        return { kind: 'refused', reason: 'The homeserver is an address without a path.' };
      }
      return { kind: 'ok', target: { ...target, homeserver: url.origin }, label: url.host };
    }
    case 'github-issue':
      return { kind: 'ok', target, label: target.repository };
    default:
      return assertNever(target);
  }
}

function describeProblem(error: z.ZodError): string {
  const field = error.issues[0]?.path[0];
  if (field === 'roomId') return 'The room must be an id like !abc:example.org.';
  if (field === 'repository') return 'The repository must be written as owner/name.';
  return field === 'channel' ? 'There is no such channel.' : 'The address is missing.';
}
