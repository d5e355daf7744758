import type { ApiPort } from '#lib/domain/api-v1.ts';
import type { PortSummary, SummaryRebase } from '#lib/domain/port-summary.ts';

export function toApiPort({ port, standing, rebases, latest }: PortSummary): ApiPort {
  return {
    slug: port.slug,
    name: port.name,
    summary: port.summary,
    upstream: port.upstream.fullName,
    fork: port.fork.fullName,
    layout: port.layout,
    goos: [...port.goos],
    goarch: [...port.goarch],
    proposalUrl: port.proposalUrl,
    state: standing.state,
    verdict: standing.verdict,
    lines: standing.lines.map(({ line, state, newestRebase, newestRelease, verdict }) => ({
      line,
      state,
      newestRebase,
      newestRelease,
      verdict,
    })),
    rebases: rebases.length,
    latest: latest === null ? null : toApiLatest(latest),
    polledAt: port.fork.listedAt?.toISOString() ?? null,
  };
}

function toApiLatest(latest: SummaryRebase): ApiPort['latest'] {
  const { release, releasedAt, publishedAt, lagDays, source, sums, unmeasuredReason } = latest;
  return {
    release,
    releasedAt: releasedAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    lagDays,
    source: source.kind,
    patch: sums?.patch ?? null,
    touch: sums?.touch ?? null,
    unmeasuredReason,
  };
}
