import type { ApiIncident } from '#lib/domain/api-v1.ts';

import { type CsvCell, toCsv } from './csv.ts';

const columns: readonly (readonly [name: string, cellOf: (incident: ApiIncident) => CsvCell])[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['port', ({ port }) => port],
  ['line', ({ line }) => line],
  ['upstreamLine', ({ upstreamLine }) => upstreamLine],
  ['state', ({ state }) => state],
  ['severity', ({ severity }) => severity],
  ['verdict', ({ verdict }) => verdict],
  ['openedAt', ({ openedAt }) => openedAt],
  ['resolvedAt', ({ resolvedAt }) => resolvedAt],
  ['resolvedReason', ({ resolvedReason }) => resolvedReason],
  ['occurrence', ({ occurrence }) => occurrence],
  ['flapping', ({ flapping }) => flapping],
  ['staleSince', ({ staleSince }) => staleSince],
  ['silent', ({ silent }) => silent],
  ['acknowledgedAt', ({ acknowledgedAt }) => acknowledgedAt],
  ['snoozedUntil', ({ snoozedUntil }) => snoozedUntil],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['subsystems', ({ subsystems }) => subsystems.join(' ')],
  ['url', ({ url }) => url],
];

export function alertsCsv(incidents: readonly ApiIncident[]): string {
  return toCsv(incidents, columns);
}
