// Connections that a stranger's address leads to: refused, each anew and after its name was resolved, when they would end
// in a private network, on this machine, or at a cloud's metadata service.
import { lookup as lookupName } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

import { RequestFilteringHttpsAgent } from 'request-filtering-agent';

/**
 * What request-filtering-agent takes for public: IPv4 written as IPv6 in the old form, and Azure's metadata service. Not
 * by its `denyIPAddressList`, which prints a warning for each IPv4 address that it compares with an IPv6 range.
 */
const alsoRefused = new BlockList();
alsoRefused.addSubnet('::', 96, 'ipv6');
alsoRefused.addAddress('168.63.129.16', 'ipv4');

export interface OutgoingRoute {
  readonly agent: HttpAgent | HttpsAgent;
  readonly lookup: LookupFunction;
}

/** `isAllowed`: an administrator named its host, which may be anywhere and may speak plain http. */
export function outgoingRoute(
  url: URL,
  isAllowed: boolean,
  lookup: LookupFunction = lookupName,
): OutgoingRoute {
  // Never kept alive, so that no connection outlives the look at its address.
  const options = { keepAlive: false };
  if (isAllowed) {
    const agent = url.protocol === 'http:' ? new HttpAgent(options) : new HttpsAgent(options);
    return { agent, lookup };
  }
  return { agent: new FilteringAgent(options), lookup: refusing(lookup) };
}

/** Whether a connection failed because it was refused here. */
export function isRefusedRoute(error: Error): boolean {
  return /^DNS lookup .* is not allowed\./s.test(error.message);
}

/** An address in place of a name is not looked up. */
class FilteringAgent extends RequestFilteringHttpsAgent {
  override createConnection(
    ...[options, listener]: Parameters<RequestFilteringHttpsAgent['createConnection']>
  ): ReturnType<RequestFilteringHttpsAgent['createConnection']> {
    const { host } = options;
    // By an address that the agent refuses itself, so that it fails as all others do.
    return isRefused(host ?? '')
      ? super.createConnection({ ...options, host: '0.0.0.0' }, listener)
      : super.createConnection(options, listener);
  }
}

function refusing(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, found, family) => {
      if (error !== null) {
        done(error, found, family);
        return;
      }
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      const refused = addresses.find(isRefused);
      if (refused === undefined) done(null, found, family);
      else done(new Error(`DNS lookup ${refused} is not allowed.`), '');
    });
  };
}

function isRefused(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && alsoRefused.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
