import { PORT_STATES_BY_NEED } from '#lib/domain/port-summary.ts';
import type { PortState } from '#lib/domain/port-state.ts';
import { SORT_ORDERS, type SortOrder } from '#components/ui/sort-rows.ts';

/** By which a reader may sort the ports, and the order that a column starts with: what is likely looked for first. */
export const firstOrders = {
  need: 'asc',
  name: 'asc',
  release: 'desc',
  next: 'desc',
  lag: 'desc',
  notfollowed: 'desc',
  exposed: 'desc',
  files: 'desc',
  patch: 'desc',
  touched: 'desc',
  polled: 'desc',
} as const satisfies Readonly<Record<string, SortOrder>>;

export type PortSort = keyof typeof firstOrders;

/** What the table of ports shows; all of it is in its address. */
export interface OverviewChoice {
  /** Null: each. */
  readonly state: PortState | null;
  readonly q: string;
  readonly sort: PortSort;
  readonly order: SortOrder;
}

/** What is usual is not said. */
export function overviewUrl({ state, q, sort, order }: OverviewChoice): string {
  const query = new URLSearchParams();
  if (state !== null) query.set('state', state);
  if (q !== '') query.set('q', q);
  if (sort !== 'need') query.set('sort', sort);
  if (order !== firstOrders[sort]) query.set('order', order);
  const text = query.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** Anything that is not a choice counts as the usual one. */
export function parseOverviewChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): OverviewChoice {
  const sort =
    typeof query['sort'] === 'string' && isPortSort(query['sort']) ? query['sort'] : 'need';
  const { q } = query;
  return {
    state: PORT_STATES_BY_NEED.find((each) => each === query['state']) ?? null,
    q: typeof q === 'string' ? q.trim() : '',
    sort,
    order: SORT_ORDERS.find((each) => each === query['order']) ?? firstOrders[sort],
  };
}

/** What each term may be. */
export const overviewTerms = {
  state: PORT_STATES_BY_NEED,
  sort: Object.keys(firstOrders),
  order: SORT_ORDERS,
} as const;

function isPortSort(text: string): text is PortSort {
  return Object.hasOwn(firstOrders, text);
}

/** What following a column's heading chooses: the column, or the other order of the one that is chosen. */
export function sortBy(choice: OverviewChoice, sort: PortSort): OverviewChoice {
  const order = choice.sort !== sort ? firstOrders[sort] : choice.order === 'asc' ? 'desc' : 'asc';
  return { ...choice, sort, order };
}

/** Something for each column. */
export function mapSorts<T>(make: (sort: PortSort) => T): Readonly<Record<PortSort, T>> {
  return {
    need: make('need'),
    name: make('name'),
    release: make('release'),
    next: make('next'),
    lag: make('lag'),
    notfollowed: make('notfollowed'),
    exposed: make('exposed'),
    files: make('files'),
    patch: make('patch'),
    touched: make('touched'),
    polled: make('polled'),
  };
}
