// Every feed of alerts, and by what it may be narrowed.
import { alertFilters, type ApiAddress, subsystemFilter } from './api-addresses.ts';

export const FEED_ADDRESSES: readonly Pick<ApiAddress, 'path' | 'parameters' | 'refused'>[] = [
  '/alerts/feed.atom',
  '/alerts/feed.json',
  '/ports/{port}/feed.atom',
  '/ports/{port}/feed.json',
].map((path) => ({
  path,
  parameters: [subsystemFilter('Only alerts about this part of the tree.')],
  // Feed readers add parameters of their own; but one that narrows /api/v1/alerts is meant to narrow this.
  refused: alertFilters.map(({ name }) => name),
}));
