import { makeBadge } from 'badge-maker';

import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respond, respondJson, respondPreflight, respondProblem } from '#app/api/v1/respond.ts';
import { decodeParam } from '#app/decode-param.ts';
import { readGlance } from '#app/ports/[port]/read-glance.ts';
import { BADGES, badgeColours, prepareBadge } from '#components/badges/prepare-badge.ts';

/** Shields asks no more often than this, and GitHub's proxy of pictures is slower still. */
const cacheSeconds = 300;

/** "burden.svg" is a picture, "burden.json" what https://shields.io/badges/endpoint-badge draws one from. */
export function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly port: string; readonly file: string }> },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const file = decodeParam((await params).file);
    const name = BADGES.find((each) => file === `${each}.svg` || file === `${each}.json`);
    if (name === undefined) {
      return respondProblem({
        title: 'No such badge',
        status: 404,
        detail: `There is no badge ${JSON.stringify(file)}. Known: ${BADGES.flatMap((each) => [`${each}.svg`, `${each}.json`]).join(', ')}.`,
      });
    }
    const { label, message, colour } = prepareBadge(name, await readGlance(port));
    const labelColor = badgeColours.label;
    return file.endsWith('.json')
      ? respondJson(request, {
          schemaVersion: 1,
          label,
          message,
          color: colour,
          labelColor,
          cacheSeconds,
        })
      : respond(request, makeBadge({ label, message, color: colour, labelColor }), {
          'Content-Type': 'image/svg+xml; charset=utf-8',
        });
  });
}

export const OPTIONS = respondPreflight;
