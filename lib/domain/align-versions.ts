// Lays the versions of a file beside each other: which lines of upstream and of the port stand where the base has which, and where git's conflict regions lie in them.

/** `baseCount` lines of the base from `baseStart` became `sideCount` lines of the side from `sideStart`; all from 0. */
export interface LineChange {
  readonly baseStart: number;
  readonly baseCount: number;
  readonly sideStart: number;
  readonly sideCount: number;
}

/** From `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Line numbers from 0; null where the version has no line there. */
export interface Row {
  readonly base: number | null;
  readonly upstream: number | null;
  readonly port: number | null;
}

/** What git wrote into the merged file, in its order. */
export type MergedItem =
  | { readonly kind: 'line'; readonly text: string }
  | {
      readonly kind: 'region';
      readonly upstream: readonly string[];
      readonly port: readonly string[];
    };

/** The same, with the line numbers of the versions that it was made of. */
export type PlacedItem =
  | { readonly kind: 'line'; readonly upstream: number | null; readonly port: number | null }
  | { readonly kind: 'region'; readonly upstream: Span; readonly port: Span };

export interface ThreeVersions {
  readonly base: readonly string[];
  readonly upstream: readonly string[];
  readonly port: readonly string[];
  /** Base to upstream and base to port, in order, as the merge compared them. */
  readonly upstreamChanges: readonly LineChange[];
  readonly portChanges: readonly LineChange[];
}

/** A stretch in which a side, or both, differ from the base, with at least one common line on either side of it. */
export interface Cluster {
  readonly base: Span;
  readonly upstream: Span;
  readonly port: Span;
  /** "same": both made the same of it. */
  readonly by: 'upstream' | 'port' | 'same' | 'both';
}

/**
 * Every line of every version once, in order. Lines that a side changed stand in the rows of what they replaced, as far as
 * there are so many; what it added beyond that follows in rows of its own, beside what the other side added there.
 */
export function alignRows({
  base,
  upstream,
  port,
  upstreamChanges,
  portChanges,
}: ThreeVersions): Row[] {
  const beside = {
    upstream: attach(base.length, upstream.length, upstreamChanges),
    port: attach(base.length, port.length, portChanges),
  };
  const rows: Row[] = [];
  for (let at = 0; at <= base.length; at += 1) {
    const added = {
      upstream: beside.upstream.addedBefore.get(at) ?? [],
      port: beside.port.addedBefore.get(at) ?? [],
    };
    for (let index = 0; index < Math.max(added.upstream.length, added.port.length); index += 1) {
      rows.push({
        base: null,
        upstream: added.upstream[index] ?? null,
        port: added.port[index] ?? null,
      });
    }
    if (at < base.length) {
      rows.push({
        base: at,
        upstream: beside.upstream.inPlace.get(at) ?? null,
        port: beside.port.inPlace.get(at) ?? null,
      });
    }
  }
  return rows;
}

function attach(baseLength: number, sideLength: number, changes: readonly LineChange[]) {
  const inPlace = new Map<number, number>();
  const addedBefore = new Map<number, number[]>();
  const end = { baseStart: baseLength, baseCount: 0, sideStart: sideLength, sideCount: 0 };
  let at = 0;
  let sideAt = 0;
  for (const { baseStart, baseCount, sideStart, sideCount } of [...changes, end]) {
    while (at < baseStart) inPlace.set(at++, sideAt++);
    const replaced = Math.min(baseCount, sideCount);
    for (let index = 0; index < replaced; index += 1) {
      inPlace.set(baseStart + index, sideStart + index);
    }
    const added = range({ start: sideStart + replaced, end: sideStart + sideCount });
    at = baseStart + baseCount;
    sideAt = sideStart + sideCount;
    if (added.length > 0) addedBefore.set(at, [...(addedBefore.get(at) ?? []), ...added]);
  }
  return { inPlace, addedBefore };
}

/** Changes that overlap or touch in the base belong together: git cannot take one without the other. */
export function findClusters(versions: ThreeVersions): Cluster[] {
  const waiting = [
    ...versions.upstreamChanges.map((change) => ({ side: 'upstream' as const, ...change })),
    ...versions.portChanges.map((change) => ({ side: 'port' as const, ...change })),
  ].sort((a, b) => a.baseStart - b.baseStart || a.baseCount - b.baseCount);
  const groups: { readonly span: { start: number; end: number }; readonly sides: Set<string> }[] =
    [];
  for (const { side, baseStart, baseCount } of waiting) {
    const last = groups.at(-1);
    if (last && baseStart <= last.span.end) {
      last.span.end = Math.max(last.span.end, baseStart + baseCount);
      last.sides.add(side);
    } else {
      groups.push({
        span: { start: baseStart, end: baseStart + baseCount },
        sides: new Set([side]),
      });
    }
  }
  return groups.map(({ span, sides }) => {
    const upstream = spanIn(versions.upstreamChanges, span);
    const port = spanIn(versions.portChanges, span);
    const isSame = sides.size === 2 && isSameText(versions.upstream, upstream, versions.port, port);
    const [only] = sides;
    const by =
      sides.size === 2 ? (isSame ? 'same' : 'both') : only === 'port' ? 'port' : 'upstream';
    return { base: { ...span }, upstream, port, by };
  });
}

/** Where a stretch of the base, at whose edges nothing changes, is in a side. */
function spanIn(changes: readonly LineChange[], { start, end }: Span): Span {
  let shift = 0;
  let grown = 0;
  for (const { baseStart, baseCount, sideCount } of changes) {
    if (baseStart + baseCount < start) shift += sideCount - baseCount;
    else if (baseStart <= end) grown += sideCount - baseCount;
  }
  return { start: start + shift, end: end + shift + grown };
}

function isSameText(
  one: readonly string[],
  oneSpan: Span,
  other: readonly string[],
  otherSpan: Span,
): boolean {
  if (lengthOf(oneSpan) !== lengthOf(otherSpan)) return false;
  return range(oneSpan).every((at, index) => one[at] === other[otherSpan.start + index]);
}

/**
 * Finds the lines of the merged file in the versions. Null: they do not fit together line for line, so that no line number
 * can be believed.
 */
export function placeItems(
  versions: ThreeVersions,
  clusters: readonly Cluster[],
  items: readonly MergedItem[],
): PlacedItem[] | null {
  const { ours, theirs } = resolvedViews(versions, clusters);
  const textOf = ({ upstream, port }: Omit<Row, 'base'>): string | undefined =>
    upstream === null ? versions.port[port ?? -1] : versions.upstream[upstream];
  const take = (view: readonly Omit<Row, 'base'>[], at: number, texts: readonly string[]) =>
    texts.every((text, index) => {
      const line = view[at + index];
      return line !== undefined && textOf(line) === text;
    });

  const placed: PlacedItem[] = [];
  let oursAt = 0;
  let theirsAt = 0;
  for (const item of items) {
    const texts =
      item.kind === 'line'
        ? { upstream: [item.text], port: [item.text] }
        : { upstream: item.upstream, port: item.port };
    if (!take(ours, oursAt, texts.upstream) || !take(theirs, theirsAt, texts.port)) return null;
    if (item.kind === 'line') {
      const [one, other] = [ours[oursAt], theirs[theirsAt]];
      placed.push({
        kind: 'line',
        upstream: one?.upstream ?? other?.upstream ?? null,
        port: other?.port ?? one?.port ?? null,
      });
    } else {
      const upstream = spanOf(ours, 'upstream', oursAt, texts.upstream.length);
      const port = spanOf(theirs, 'port', theirsAt, texts.port.length);
      if (upstream === null || port === null) return null;
      placed.push({ kind: 'region', upstream, port });
    }
    oursAt += texts.upstream.length;
    theirsAt += texts.port.length;
  }
  return oursAt === ours.length && theirsAt === theirs.length ? placed : null;
}

/** The merged file with every conflict resolved by one side: what git's regions are cut from. */
function resolvedViews({ upstream }: ThreeVersions, clusters: readonly Cluster[]) {
  const ours: Omit<Row, 'base'>[] = [];
  const theirs: Omit<Row, 'base'>[] = [];
  let at = { upstream: 0, port: 0 };
  const takeCommon = (end: number): void => {
    while (at.upstream < end) {
      const line = { ...at };
      ours.push(line);
      theirs.push(line);
      at = { upstream: at.upstream + 1, port: at.port + 1 };
    }
  };
  for (const cluster of clusters) {
    takeCommon(cluster.upstream.start);
    const upstreamLines = range(cluster.upstream).map((line) => ({ upstream: line, port: null }));
    const portLines = range(cluster.port).map((line) => ({ upstream: null, port: line }));
    if (cluster.by === 'same') {
      takeCommon(cluster.upstream.end);
    } else {
      ours.push(...(cluster.by === 'port' ? portLines : upstreamLines));
      theirs.push(...(cluster.by === 'upstream' ? upstreamLines : portLines));
    }
    at = { upstream: cluster.upstream.end, port: cluster.port.end };
  }
  takeCommon(upstream.length);
  return { ours, theirs };
}

/** The lines of one version that a stretch of a view consists of; null when it holds others as well. */
function spanOf(
  view: readonly Omit<Row, 'base'>[],
  side: 'upstream' | 'port',
  at: number,
  length: number,
): Span | null {
  const lines = view.slice(at, at + length).map((line) => line[side]);
  const before = view.slice(0, at).findLast((line) => line[side] !== null)?.[side] ?? -1;
  const start = lines[0] ?? before + 1;
  const isUnbroken = lines.every((line, index) => line === start + index);
  return isUnbroken ? { start, end: start + length } : null;
}

export function range({ start, end }: Span): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

export function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Whether they share a line, or stand edge to edge. */
export function isTouching(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}
