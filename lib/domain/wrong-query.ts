// Says what is wrong with the query of an address that programs read: a value that is not known is never taken for the usual one.
import { API_ADDRESSES, type ApiAddress } from './api-addresses.ts';
import { FEED_ADDRESSES } from './feed-addresses.ts';
import { quoteInput } from './quote-input.ts';

/** An address and what may be asked of it. */
export type QueriedAddress = Pick<ApiAddress, 'path' | 'parameters' | 'refused'>;

const addresses = [...API_ADDRESSES, ...FEED_ADDRESSES].map((address: QueriedAddress) => ({
  ...address,
  pattern: compilePath(address.path),
}));

/** One sentence that names the value and what there is. Null: nothing is wrong, or the address declares nothing. */
export function describeWrongQuery({
  pathname,
  searchParams,
}: Pick<URL, 'pathname' | 'searchParams'>): string | null {
  const address = addresses.find(({ pattern }) => pattern.test(pathname));
  if (address === undefined) return null;
  for (const name of new Set(searchParams.keys())) {
    const wrong = describeWrong(address, name, [...new Set(searchParams.getAll(name))]);
    if (wrong !== null) return wrong;
  }
  return null;
}

function describeWrong(
  { parameters, refused }: QueriedAddress,
  name: string,
  given: readonly string[],
): string | null {
  const asked = parameters.filter((each) => each.in === 'query');
  const parameter = asked.find((each) => each.name === name);
  if (parameter === undefined) {
    if (refused === undefined || (refused !== 'any' && !refused.includes(name))) return null;
    return `There is no filter ${quoteInput(name)} here; known: ${asked.map((each) => each.name).join(', ')}.`;
  }
  const { values, otherSpellings = [], isList = false } = parameter;
  if (values !== null) {
    const unknown = given.find((each) => !values.includes(each) && !otherSpellings.includes(each));
    if (unknown !== undefined) {
      return `${name} is ${quoteInput(unknown)}; it must be one of ${values.join(', ')}.`;
    }
  }
  // Which of them counts would be anybody's guess.
  return given.length > 1 && !isList
    ? `${name} is said more than once, as ${given.map(quoteInput).join(' and as ')}; it must be said once.`
    : null;
}

function compilePath(path: string): RegExp {
  const parts = path
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('[^/]+');
  return new RegExp(`^${parts}$`);
}
