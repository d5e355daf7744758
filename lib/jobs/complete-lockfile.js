// Packages with programs for one platform each are optional; npm leaves those out of package-lock.json that the registry
// at hand does not have, and `npm ci` then refuses the lockfile everywhere. An entry with its platform is enough: it is
// fetched on that platform only.

/**
 * Adds what is missing to the "packages" of a lockfile, and returns what that was.
 * @param {Record<string, any>} packages
 * @returns {string[]}
 */
export function completeLockfile(packages) {
  const added = [];
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(packages, place, name)) continue;
      const { os, cpu, libc } = platformOf(name);
      packages[`node_modules/${name}`] = {
        version,
        ...(cpu && { cpu: [cpu] }),
        ...(entry.dev && { dev: true }),
        ...(libc && { libc: [libc] }),
        optional: true,
        ...(os && { os: [os] }),
      };
      added.push(`${name}@${version}`);
    }
  }
  return added;
}

/**
 * As Node looks for packages: beside the one that asks, then a folder up each time.
 *
 * @param {Readonly<Record<string, object>>} packages
 * @param {string} place
 * @param {string} name
 */
function isPresent(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
    if (from === '') return false;
  }
}

/** "@next/swc-linux-x64-musl" says it all. @param {string} name */
function platformOf(name) {
  /** @param {readonly string[]} words */
  const find = (words) => words.find((word) => new RegExp(`[/-]${word}(-|$)`).test(name));
  const os = find(['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']);
  const cpu = find(['arm64', 'x64', 'ia32', 'arm', 'riscv64', 'ppc64', 's390x', 'wasm32']);
  if (cpu === undefined)
    throw new Error(`${name} names no platform: add it to package-lock.json by hand.`);
  const libc = /musl/.test(name) ? 'musl' : /linux.*gnu/.test(name) ? 'glibc' : undefined;
  return { os, cpu, libc };
}
