/** "Firefox on Linux": enough to tell one's own browsers apart. */
export function describeBrowser(userAgent: string | null): string {
  if (userAgent === null) return 'A program';
  const browser = browsers.find(({ sign }) => sign.test(userAgent))?.name;
  const system = systems.find(({ sign }) => sign.test(userAgent))?.name;
  return system === undefined ? (browser ?? 'A program') : `${browser ?? 'A browser'} on ${system}`;
}

// The first that fits: each claims to be those after it.
const browsers = [
  { sign: /\bEdg\//, name: 'Edge' },
  { sign: /\bOPR\//, name: 'Opera' },
  { sign: /\bFirefox\//, name: 'Firefox' },
  { sign: /Chrome\//, name: 'Chrome' },
  { sign: /\bSafari\//, name: 'Safari' },
  { sign: /^curl\//, name: 'curl' },
] as const;

const systems = [
  { sign: /Android/, name: 'Android' },
  { sign: /iPhone|iPad/, name: 'iOS' },
  { sign: /Mac OS X/, name: 'macOS' },
  { sign: /Windows/, name: 'Windows' },
  { sign: /CrOS/, name: 'ChromeOS' },
  { sign: /Linux/, name: 'Linux' },
] as const;
