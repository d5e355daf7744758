// Makes every part of a path one that can be unescaped: what could not be stands for itself, and so names nothing that there is.

/**
 * @param {string} target Of a request: "/ports/%E0%A4?x=%" comes back as "/ports/%25E0%25A4?x=%".
 * @returns {string}
 */
export function mendEscapes(target) {
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  if (!path.includes('%')) return target;
  return path.split('/').map(mendPart).join('/') + target.slice(path.length);
}

/** @param {string} part */
function mendPart(part) {
  try {
    decodeURIComponent(part);
    return part;
  } catch {
    return part.replaceAll('%', '%25');
  }
}
