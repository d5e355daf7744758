import type { AddressSubscription } from '#lib/db/read/get-linked-address.ts';
import { describeFilters } from '#lib/domain/describe-filters.ts';

/** A sentence for each. */
export function wishesInWords(subscriptions: readonly AddressSubscription[]): readonly string[] {
  return subscriptions.map(({ filters, port }) => describeFilters(filters, port?.name ?? null));
}
