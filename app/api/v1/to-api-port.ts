import type { ApiLine, ApiPort } from '#lib/domain/api-v1.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import type { LineExposure } from '#lib/domain/line-exposure.ts';
import type { NextForecast, PortSummary, SummaryRebase } from '#lib/domain/port-summary.ts';

export function toApiPort({ port, standing, lines, rebases, latest, next }: PortSummary): ApiPort {
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
    lines: lines.map(toApiLine),
    rebases: rebases.length === 0 && port.fork.listedAt === null ? null : rebases.length,
    latest: latest === null ? null : toApiLatest(latest),
    next: next === null ? null : toApiNext(next),
    polledAt: port.fork.listedAt?.toISOString() ?? null,
    failedLook: describeFailedLook(port),
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

function toApiNext(next: NextForecast): ApiPort['next'] {
  const { target, targetSha, targetKind, targetDate, from, outcome, rehearsedAt } = next;
  return {
    target,
    sha: targetSha,
    kind: targetKind,
    date: iso(targetDate),
    from,
    outcome,
    conflictedFiles: next.conflictedFiles,
    rehearsedAt: rehearsedAt.toISOString(),
  };
}

function toApiLine(line: LineExposure): ApiLine {
  return {
    line: line.line,
    state: line.state,
    newestRebase: line.newestRebase,
    newestRelease: line.newestRelease,
    verdict: line.verdict,
    lagDays: line.lagDays,
    notFollowed: line.notFollowed.map(({ name, releasedAt }) => ({
      release: name,
      releasedAt: iso(releasedAt),
    })),
    daysNotFollowed: line.daysNotFollowed,
    cves: line.cves.map(({ id, since, release, releasedAt, sha }) => ({
      id,
      since: iso(since),
      release,
      releasedAt: iso(releasedAt),
      sha,
    })),
    exposedSince: iso(line.exposedSince),
    notLookedFor: [...line.notLookedFor],
    end: line.end && { at: iso(line.end.at), laterCves: line.end.laterCves },
    exposure: line.exposure,
  };
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
