import { expect, it } from 'vitest';

import { describeFilters } from './describe-filters.ts';
import type { SubscriptionFilters } from './subscription-filters.ts';

const all: SubscriptionFilters = {
  portId: null,
  lines: [],
  subsystems: [],
  kinds: [],
  leastSeverity: 'info',
  pace: 'at-once',
};

it('says what a subscription is about, and nothing of filters that are not set', () => {
  expect(describeFilters(all, null)).toBe('Alerts of every port, at once.');
  const some: SubscriptionFilters = {
    ...all,
    lines: ['go1.26', 'go1.27'],
    subsystems: ['runtime'],
    kinds: ['behind', 'unfixed-cves'],
    leastSeverity: 'critical',
    pace: 'weekly',
  };
  expect(describeFilters(some, 'TamaGo')).toBe(
    'Alerts of TamaGo, once a week; only behind, unfixed CVEs; only of go1.26, go1.27; only in runtime; only from "critical" on.',
  );
});
