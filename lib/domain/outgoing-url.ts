// Which addresses the product may call on somebody's behalf, as far as their text tells; what a name leads to is looked
// at when a connection is made.

export type ParsedOutgoingUrl =
  | { readonly kind: 'ok'; readonly url: URL }
  /** One sentence for whoever typed it. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Hosts as `AllowedHost` has them: in small letters, with the port where it is not the usual one. */
export type AllowedHosts = ReadonlySet<string>;

const MOST_CHARACTERS = 2_000;

/** Where web servers listen; so nobody can have other services of the world knocked at in our name. */
export const OUTGOING_PORTS: ReadonlySet<string> = new Set(['443', '8443']);

export function parseOutgoingUrl(
  text: string,
  allowed: AllowedHosts,
  ports: ReadonlySet<string> = OUTGOING_PORTS,
): ParsedOutgoingUrl {
  if (text.length > MOST_CHARACTERS || !URL.canParse(text)) {
    return refused('That is not a web address.');
  }
  const url = new URL(text);
  const isAllowed = isAllowedHost(url, allowed);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) {
    return refused('The address must begin with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    return refused('The address must not hold a user or a password.');
  }
  if (!isAllowed && isLocalName(url.hostname)) {
    return refused(
      `${url.host} is a name of a local network: an administrator may allow that host.`,
    );
  }
  if (!isAllowed && !ports.has(url.port === '' ? '443' : url.port)) {
    const usual = [...OUTGOING_PORTS].join(' or ');
    return refused(
      `The port of ${url.host} is not ${usual}: an administrator may allow that host.`,
    );
  }
  url.hash = '';
  return { kind: 'ok', url };
}

export function isAllowedHost(url: URL, allowed: AllowedHosts): boolean {
  return allowed.has(url.host.toLowerCase());
}

/** Names that only a local network knows: one label, or a domain that is set aside (RFC 6761, RFC 6762, RFC 8375). */
function isLocalName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('[')) return false;
  return !name.includes('.') || /\.(?:localhost|local|internal|home\.arpa|lan)$/.test(name);
}

function refused(reason: string): ParsedOutgoingUrl {
  return { kind: 'refused', reason };
}
