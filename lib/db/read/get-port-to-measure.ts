import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { SUBSYSTEMS, type SubsystemRule } from '#lib/domain/subsystem.ts';

export interface PortToMeasure {
  readonly slug: string;
  readonly upstreamId: number;
  readonly goos: readonly string[];
  readonly goarch: readonly string[];
  readonly subsystemRules: readonly SubsystemRule[];
}

const storedRules = z.array(z.object({ pattern: z.string(), subsystem: z.enum(SUBSYSTEMS) }));

/** What measuring a port's patch depends on besides the commits. Throws when there is no such port. */
export async function getPortToMeasure(db: DatabaseClient, portId: number): Promise<PortToMeasure> {
  const { slug, upstreamId, goos, goarch, subsystemRules } = await db.port.findUniqueOrThrow({
    where: { id: portId },
  });
  return { slug, upstreamId, goos, goarch, subsystemRules: storedRules.parse(subsystemRules) };
}
