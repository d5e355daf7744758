/** @type {Readonly<Record<string, string>>} */
const entities = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * For text and attributes of HTML and XML alike. What it leaves holds no "]]>", so it ends no CDATA section either.
 *
 * @param {string} text
 * @returns {string}
 */
export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
