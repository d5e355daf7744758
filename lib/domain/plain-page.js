// Pages for when no page can be made: they need neither scripts nor the database nor Next.
import { escapeHtml } from './escape-html.js';

/**
 * @param {object} page
 * @param {string} page.title
 * @param {readonly string[]} page.sentences They may hold what somebody typed.
 * @param {{ readonly href: string, readonly label: string }} page.link What to do about it.
 * @param {string | null} [page.theme] "light" or "dark"; else the system's.
 * @returns {string} HTML.
 */
export function plainPage({ title, sentences, link, theme = null }) {
  const scheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)} · Tidemark</title>
<style>
:root{color-scheme:${scheme};--ground:light-dark(#fff,#0b0d10);--ink:light-dark(#16181d,#e6e8ec);--muted:light-dark(#475467,#a4adba);--hairline:light-dark(#e4e7ec,#22262d)}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 Inter,system-ui,sans-serif}
header{border-bottom:1px solid var(--hairline)}
header,main{padding:12px max(28px,calc(50vw - 620px))}
header a{color:inherit;font-weight:600;text-decoration:none}
h1{margin:16px 0 12px;font-size:24px;line-height:1.3}
p{max-width:65ch;margin:0 0 12px;color:var(--muted)}
p a{color:inherit;text-underline-offset:3px}
</style></head><body><header><a href="/">Tidemark</a></header><main><h1>${escapeHtml(title)}</h1>
${sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')}
<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p></main></body></html>
`;
}
