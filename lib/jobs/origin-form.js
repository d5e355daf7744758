// A request may name its address in full, as if we were a proxy, and is answered all the same: Next would lead it to where it is.

/**
 * https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 *
 * @param {string} target Of a request: "http://tide.example/ports?x=1" comes back as "/ports?x=1".
 * @returns {string}
 */
export function toOriginForm(target) {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, '');
  // "*" is for OPTIONS (answer-method.js); of anything else there is no such page.
  return rest.startsWith('/') || rest === '*' ? rest : `/${rest}`;
}
