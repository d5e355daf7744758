// What is told, before any channel has put it into its own form: words, paths, links and lists, each known for what it is,
// so that a channel escapes all of them in its own way and none has to guess.
import type { Severity } from '#lib/domain/alert.ts';
import { cutPath, cutText, visibleText } from '#lib/domain/visible-text.ts';

export type Inline =
  /** Our words. */
  | { readonly kind: 'text'; readonly text: string }
  /** A path, a commit or a command. */
  | { readonly kind: 'code'; readonly text: string }
  /** Somebody else's words. */
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Line = readonly Inline[];

export interface Item {
  readonly head: Line;
  readonly details: readonly Line[];
}

export interface Command {
  readonly what: string;
  readonly command: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly line: Line }
  /** Channels cut it to what they have room for, and say how many more there are. */
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Item[] }
  | { readonly kind: 'commands'; readonly title: string; readonly commands: readonly Command[] };

export interface Message {
  /** One line, with the port before it. */
  readonly subject: string;
  /** The same without the port: the first thing that is read. */
  readonly verdict: string;
  /** What to do about it, one sentence. */
  readonly action: string;
  /** Null: it is about no incident. */
  readonly severity: Severity | null;
  readonly blocks: readonly Block[];
  /** Where all of it is to be seen. */
  readonly link: { readonly text: string; readonly href: string };
}

/** Where links lead; without a slash at the end. */
export interface MessagePlaces {
  readonly baseUrl: string;
  readonly githubServerUrl: string;
}

const most = { path: 200, words: 160, sentence: 500, command: 1000 } as const;

export function text(words: string): Inline {
  return { kind: 'text', text: cutText(words, most.sentence) };
}

export function path(name: string): Inline {
  return { kind: 'code', text: cutPath(name, most.path) };
}

export function quoted(words: string, mostCharacters: number = most.words): Inline {
  return { kind: 'quoted', text: cutText(words, mostCharacters) };
}

/** Just the words where the address is not one that may be followed: it may come from a commit message. */
export function link(words: string, href: string): Inline {
  const shown = cutText(words, most.words);
  return isWebAddress(href)
    ? { kind: 'link', text: shown, href: new URL(href).href }
    : { kind: 'quoted', text: shown };
}

export function paragraph(...line: readonly Inline[]): Block {
  return { kind: 'paragraph', line };
}

export function list(title: string, items: readonly Item[]): Block {
  return { kind: 'list', title: cutText(title, most.words), items };
}

/** A command that cannot be shown as it is, or is endless, would not run: it is left out. */
export function commands(title: string, all: readonly Command[]): Block {
  const usable = all.filter(
    ({ command }) => command.length <= most.command && visibleText(command) === command,
  );
  return { kind: 'commands', title, commands: usable };
}

/** Rendered with as many items of each list as make it small enough; with none it always is. */
export function fitItems<Rendered>(
  mostItems: number,
  render: (items: number) => Rendered,
  isSmall: (rendered: Rendered) => boolean,
): Rendered {
  for (let items = mostItems; items > 0; items -= 1) {
    const rendered = render(items);
    if (isSmall(rendered)) return rendered;
  }
  return render(0);
}

/** The first `count` and how many are left out. */
export function cutList<Entry>(
  entries: readonly Entry[],
  count: number,
): { readonly shown: readonly Entry[]; readonly more: number } {
  return { shown: entries.slice(0, count), more: Math.max(0, entries.length - count) };
}

function isWebAddress(href: string): boolean {
  if (href.length > 500 || /[\s\p{Cc}\p{Cf}]/u.test(href) || !URL.canParse(href)) return false;
  const { protocol, username, password } = new URL(href);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}
