// Who really sent a request that came through `proxies` proxies of ours. Each appends the address it was called from to
// X-Forwarded-For; what stands before that, anybody may have written.

/**
 * @param {string} socketAddress Where the connection comes from: the last proxy, if there is one.
 * @param {string} forwarded The X-Forwarded-For header: "192.0.2.1, 198.51.100.7".
 * @param {number} proxies How many proxies stand before us.
 * @returns {string}
 */
export function findClientAddress(socketAddress, forwarded, proxies) {
  const hops = forwarded
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  // The last proxy is the connection; the one before it is the last entry.
  const found = proxies === 0 ? undefined : hops.at(-proxies);
  return withoutMapping(found ?? socketAddress);
}

/** "::ffff:192.0.2.1" is 192.0.2.1 on a socket that takes both kinds. @param {string} address */
function withoutMapping(address) {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
