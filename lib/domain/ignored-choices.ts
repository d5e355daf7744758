import { shorten } from './shorten.ts';
import { visibleText } from './visible-text.ts';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Says which choices of an address are none, so that nobody takes what is shown for what they asked for. `known`: what there is to
 * choose, by the name of each term; `''` asks for nothing. Null: every choice is one.
 */
export function describeIgnored(
  query: Query,
  known: Readonly<Record<string, readonly string[]>>,
): string | null {
  const wrong = Object.entries(known).flatMap(([name, values]) =>
    [query[name] ?? []]
      .flat()
      .filter((value) => value !== '' && !values.includes(value))
      .map((value) => `${name} cannot be “${visibleText(shorten(value))}”`),
  );
  if (wrong.length === 0) return null;
  return `In the address ${wrong.join(', and ')}: ${wrong.length === 1 ? 'it counts' : 'they count'} as not asked for.`;
}
