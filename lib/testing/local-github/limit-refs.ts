// A hosted repository that shows fewer refs than it has, for REST listings that lie.
import type { HostedRepository } from './hosted-repository.ts';
import { createRefMatcher } from './ref-pattern.ts';

export function limitRefs(
  repository: HostedRepository,
  patterns: readonly string[],
): HostedRepository {
  const isKept = createRefMatcher(patterns);
  const { exposed } = repository;
  return {
    ...repository,
    exposed: {
      ...exposed,
      refresh: async () => {
        const listing = await exposed.refresh();
        return { ...listing, refs: listing.refs.filter(({ name }) => isKept(name)) };
      },
    },
  };
}
