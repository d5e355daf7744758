// Tamago's recorded history as alerts would have gone by it, without a database.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { AlertHistory } from '#lib/domain/alert-history.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { recordedHistory } from '#lib/domain/recorded-history.ts';

const recording = new URL('../../prisma/recorded/tamago.json.gz', import.meta.url);

export async function readRecordedAlertHistory(): Promise<AlertHistory> {
  const json = await promisify(gunzip)(await readFile(fileURLToPath(recording)));
  const history = recordedHistory.parse(JSON.parse(json.toString('utf8')));
  const { rebases, releases, rehearsals, methodVersion } = history;
  const rebaseOf = (release: string) => {
    const index = rebases.findIndex((rebase) => rebase.release === release);
    return { fromRevisionId: index, rebase: rebases[index] };
  };
  return {
    portId: 1,
    port: {
      slug: history.port,
      name: 'TamaGo',
      fork: 'usbarmory/tamago-go',
      upstream: 'golang/go',
    },
    releases: releases.flatMap(({ releasedAt, ...release }) => {
      const parsed = parseGoRelease(release.name);
      if (parsed === null) return [];
      const { line, kind } = parsed;
      const order = releaseOrder(parsed);
      return [{ ...release, line, kind, order, releasedAt: dateOf(releasedAt) }];
    }),
    rebases: rebases.map(({ release, publishedAt }) => ({
      release,
      publishedAt: dateOf(publishedAt),
    })),
    rehearsals: rehearsals.map(({ targetDate, conflicts, ...rehearsal }) => {
      const { fromRevisionId, rebase } = rebaseOf(rehearsal.from);
      return {
        ...rehearsal,
        fromRevisionId,
        fromBaseSha: rebase?.base.sha ?? '',
        fromHeadSha: rebase?.head.sha ?? '',
        patchFiles: rebase?.files.length ?? null,
        targetDate: dateOf(targetDate),
        methodVersion,
        conflicts: conflicts.map(({ culprit, ...conflict }) => ({
          ...conflict,
          patchId: null,
          culprit: culprit && {
            ...culprit,
            date: new Date(culprit.date),
            author: null,
            subject: null,
          },
        })),
      };
    }),
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
