// A page is read before it is used: what it shows must not wait for the scripts that make it work. Next names them all in the head, as
// `async`, so on a slow machine they are run before anything is painted.

/** As Next writes them; those without `async` are for browsers that know no modules, or Next's own inline ones. */
const SCRIPT = /<script src="(\/_next\/static\/[^"]+)" async=""><\/script>/g;
/** Of one of them. */
const PRELOAD = /<link rel="preload" as="script"[^>]*\/>/g;

/**
 * The page with its scripts asked for once it has been painted: in the order in which they stood, and in the head, where React looks
 * for those that it knows. A page in the background is not painted, and one that a browser is slow to paint must not wait for long.
 *
 * @param {string} html
 */
export function runScriptsAfterPaint(html) {
  /** @type {string[]} */
  const sources = [];
  const rest = html.replace(PRELOAD, '').replace(SCRIPT, (_, source) => {
    sources.push(source);
    return '';
  });
  const headEnd = rest.indexOf('</head>');
  const end = rest.lastIndexOf('</body>');
  // Nothing that Next writes today; then it is best left as it is.
  if (sources.length === 0 || headEnd === -1 || end === -1) return html;
  // In JSON a `<` may stand as it is, but not in a script: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
  const list = JSON.stringify(sources).replaceAll('<', String.raw`\u003c`);
  // Acts are kept from before there is anything to act on.
  return [
    rest.slice(0, headEnd),
    `<script>(${keepActs})()</script>`,
    rest.slice(headEnd, end),
    `<script>(${load})(${list})</script>`,
    rest.slice(end),
  ].join('');
}

/**
 * Whoever presses a button or chooses from a list before the page listens (components/site/early-acts.tsx says when) has it done then:
 * React puts a list back to what it was. Links and the buttons of forms work without scripts. A button is looked at when the event has
 * come back to the window: there React has done what it can. A list, before React hears of the event: it may take over the page
 * right then, and put the list back before the browser tells of the change.
 */
const keepActs = `function(){
let pressed=null;const chosen=new Map();
const press=(event)=>{const button=event.target instanceof Element?event.target.closest("button"):null;if(!event.defaultPrevented&&button&&!(button.form&&button.type==="submit"))pressed=button};
const choose=({target})=>{if(target instanceof HTMLSelectElement)chosen.set(target,target.value)};
addEventListener("click",press);addEventListener("input",choose,true);
addEventListener("pagelistens",()=>{
removeEventListener("click",press);removeEventListener("input",choose,true);
for(const [list,value] of chosen){list.value=value;list.dispatchEvent(new Event("change",{bubbles:true}))}
if(pressed&&pressed.isConnected)pressed.click()
},{once:true})
}`;

const load = `function(sources){
let isAsked=false;
const ask=()=>{if(isAsked)return;isAsked=true;for(const source of sources)setTimeout(()=>{const script=document.createElement("script");script.src=source;script.async=true;document.head.append(script)})};
if(document.hidden)ask();else{requestAnimationFrame(()=>setTimeout(ask));setTimeout(ask,500)}
}`;
