// Before anything else is checked, or even installed: an old Node fails later with words that nobody understands.

const OLDEST = /** @type {const} */ ([20, 19]);

/**
 * One sentence that says what to do, or null where this Node will do.
 *
 * @param {string} [version]
 * @returns {string | null}
 */
export function findNodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Node ${version} is too old: install Node ${OLDEST.join('.')} or newer.`;
}
