import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { comparisonCsv } from '#app/api/v1/comparison-csv.ts';
import { respondCsv, respondPreflight, respondProblem } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { describePairProblem } from '#components/compare/describe-pair-problem.ts';
import {
  chooseCompared,
  compareFiles,
  parseComparedChoice,
  parsePairRevisions,
} from '#components/compare/prepare-comparison.ts';
import { getReleasePair } from '#lib/db/read/get-release-pair.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** What the page of the same query shows: "?from=go1.22.0&to=go1.26.0", and its choice of files. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async ({ id, slug, name }) => {
    const query = new URL(request.url).searchParams;
    const { from, to } = await getReleasePair(pageDatabase(), id, {
      from: query.get('from') || null,
      to: query.get('to') || null,
      ...parsePairRevisions(Object.fromEntries(query)),
    });
    const problem = describePairProblem(name, from, to);
    if (problem !== null || from.kind !== 'measured' || to.kind !== 'measured') {
      return respondProblem({
        title: 'Not comparable',
        status: 404,
        detail: problem ?? 'It takes two releases that are measured.',
      });
    }
    const files = chooseCompared(
      compareFiles(from.files, to.files),
      parseComparedChoice(Object.fromEntries(query)),
    );
    return respondCsv(request, comparisonCsv(files), `${slug}-${from.release}-${to.release}.csv`);
  });
}

export const OPTIONS = respondPreflight;
