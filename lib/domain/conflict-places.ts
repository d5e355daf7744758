// Cuts a conflict into the places that a reader must look at: git's conflict regions with a few lines around them, side by side and merged.
import {
  alignRows,
  type Cluster,
  findClusters,
  isTouching,
  type LineChange,
  type MergedItem,
  placeItems,
  type PlacedItem,
  range,
  type Row,
  type Span,
  type ThreeVersions,
} from './align-versions.ts';
import {
  type ConflictPlace,
  type MergedLine,
  type Opening,
  type Side,
  SIDES,
  type Slice,
} from './conflict-reading.ts';
import { cutLine } from './cut-line.ts';
import { lineOpenings } from './go-line-openings.ts';

/** Lines shown around a change, as git shows them. */
const CONTEXT_LINES = 3;
const MAX_ROWS_OF_A_PLACE = 400;
const MAX_ROWS_OF_A_READING = 2400;

export interface CutPlaces {
  readonly places: readonly ConflictPlace[];
  readonly cutPlaces: number;
}

/** Null: that version is not there, or is no text. */
export type Texts = Readonly<Record<Side, readonly string[] | null>>;

/** Of a content conflict, from three versions and git's merged file. Null: the merged file is not made of these versions. */
export function conflictPlaces(
  versions: ThreeVersions,
  items: readonly MergedItem[],
  isGo: boolean,
): CutPlaces | null {
  const clusters = findClusters(versions);
  const placed = placeItems(versions, clusters, items);
  if (placed === null) return null;
  const rows = alignRows(versions);
  const regions = placed.filter((item) => item.kind === 'region');
  const conflicts = clusters.filter(({ by }) => by === 'both');
  const cores = regions.map((region, index) => {
    const ofRegion = conflicts.filter(
      ({ upstream, port }) =>
        isTouching(upstream, region.upstream) && isTouching(port, region.port),
    );
    return { regions: [index + 1], clusters: ofRegion, span: rowsOf(rows, ofRegion) };
  });
  const texts = { base: versions.base, upstream: versions.upstream, port: versions.port };
  return cutPlaces(
    joinNear(cores).map(({ regions: numbers, clusters: ofPlace, span }) => ({
      regions: numbers,
      rows: rows.slice(span.start, span.end),
      merged: (shown: readonly Row[]) =>
        mergedLines(placed, { numbers, shown, versions, clusters: ofPlace }),
    })),
    texts,
    isGo,
  );
}

/** Of git's merged file alone, where there is no base to tell the sides apart by. `texts` give line numbers, if they fit. */
export function regionPlaces(
  items: readonly MergedItem[],
  texts: Pick<Texts, 'upstream' | 'port'>,
  isGo: boolean,
): CutPlaces {
  const upstream = items.flatMap((item) => (item.kind === 'line' ? [item.text] : item.upstream));
  const port = items.flatMap((item) => (item.kind === 'line' ? [item.text] : item.port));
  const isNumbered = isSame(texts.upstream, upstream) && isSame(texts.port, port);
  const lines: { readonly row: Row; readonly region: number | null }[] = [];
  const cores: Core[] = [];
  const at = { upstream: 0, port: 0 };
  for (const item of items) {
    if (item.kind === 'line') {
      lines.push({ row: { base: null, ...at }, region: null });
      at.upstream += 1;
      at.port += 1;
      continue;
    }
    const start = lines.length;
    const number = cores.length + 1;
    for (let index = 0; index < Math.max(item.upstream.length, item.port.length); index += 1) {
      const row = {
        base: null,
        upstream: index < item.upstream.length ? at.upstream + index : null,
        port: index < item.port.length ? at.port + index : null,
      };
      lines.push({ row, region: number });
    }
    at.upstream += item.upstream.length;
    at.port += item.port.length;
    cores.push({ regions: [number], clusters: [], span: { start, end: lines.length } });
  }
  return cutPlaces(
    joinNear(cores, lines.length).map(({ regions, span }) => {
      const shown = lines.slice(span.start, span.end);
      return {
        regions,
        rows: shown.map(({ row }) => row),
        merged: (kept: readonly Row[]) => bothSides(shown.slice(0, kept.length)),
      };
    }),
    { base: null, upstream, port },
    isGo,
    isNumbered,
  );
}

/** Of a file that only one side still has: what that side had changed, and what the conflict is about. */
export function changePlaces(
  {
    base,
    side,
    text,
  }: {
    readonly base: readonly string[];
    readonly side: 'upstream' | 'port';
    readonly text: readonly string[];
  },
  changes: readonly LineChange[],
  isGo: boolean,
): CutPlaces {
  const versions = { base, upstream: base, port: base, upstreamChanges: [], portChanges: [] };
  const own = { ...versions, [side]: text, [`${side}Changes`]: changes };
  const other = side === 'upstream' ? 'port' : 'upstream';
  const rows = alignRows(own).map((row) => ({ ...row, [other]: null }));
  const cores = findClusters(own).map((cluster) => ({
    regions: [],
    clusters: [cluster],
    span: spanOfRows(rows, (row) => isInCluster(row, { ...cluster, [other]: EMPTY })),
  }));
  const isChanged = ({ base: old, [side]: now }: Row): boolean =>
    old === null || now === null || base[old] !== text[now];
  return cutPlaces(
    joinNear(cores, rows.length).map(({ span }) => ({
      regions: [],
      rows: rows.slice(span.start, span.end),
      merged: (shown: readonly Row[]) => oneSide(shown, side, isChanged),
    })),
    { base, upstream: null, port: null, [side]: text },
    isGo,
  );
}

interface Core {
  readonly regions: readonly number[];
  readonly clusters: readonly Cluster[];
  /** Of rows. */
  readonly span: Span;
}

const EMPTY: Span = { start: 0, end: -1 };

function rowsOf(rows: readonly Row[], clusters: readonly Cluster[]): Span {
  return spanOfRows(rows, (row) => clusters.some((cluster) => isInCluster(row, cluster)));
}

function spanOfRows(rows: readonly Row[], isInside: (row: Row) => boolean): Span {
  const start = rows.findIndex(isInside);
  return start < 0 ? { start: 0, end: 0 } : { start, end: rows.findLastIndex(isInside) + 1 };
}

function isInCluster({ base, upstream, port }: Row, cluster: Cluster): boolean {
  return isIn(base, cluster.base) || isIn(upstream, cluster.upstream) || isIn(port, cluster.port);
}

function isIn(at: number | null, { start, end }: Span): boolean {
  return at !== null && at >= start && at < end;
}

/** Each core with the lines around it; those whose lines meet become one. */
function joinNear(cores: readonly Core[], rowCount = Number.MAX_SAFE_INTEGER): Core[] {
  const joined: Core[] = [];
  for (const { regions, clusters, span } of cores) {
    const wide = {
      start: Math.max(0, span.start - CONTEXT_LINES),
      end: Math.min(rowCount, span.end + CONTEXT_LINES),
    };
    const last = joined.at(-1);
    if (last && wide.start <= last.span.end) {
      joined[joined.length - 1] = {
        regions: [...last.regions, ...regions],
        clusters: [...last.clusters, ...clusters.filter((one) => !last.clusters.includes(one))],
        span: { start: last.span.start, end: Math.max(last.span.end, wide.end) },
      };
    } else {
      joined.push({ regions, clusters, span: wide });
    }
  }
  return joined;
}

interface DraftPlace {
  readonly regions: readonly number[];
  readonly rows: readonly Row[];
  /** For those rows that are kept; line numbers are those of the versions. */
  readonly merged: (shown: readonly Row[]) => readonly MergedLine[];
}

interface MergedQuestion {
  readonly numbers: readonly number[];
  readonly shown: readonly Row[];
  readonly versions: ThreeVersions;
  readonly clusters: readonly Cluster[];
}

function mergedLines(
  placed: readonly PlacedItem[],
  { numbers, shown, versions, clusters }: MergedQuestion,
): MergedLine[] {
  const spans = { upstream: spanOfSide(shown, 'upstream'), port: spanOfSide(shown, 'port') };
  const lines: MergedLine[] = [];
  const regions = placed.filter((item) => item.kind === 'region');
  const ofPlace = numbers.flatMap((number) => {
    const region = regions[number - 1];
    return region === undefined ? [] : [{ number, ...region }];
  });
  let number = 0;
  for (const item of placed) {
    if (item.kind === 'line') {
      if (isIn(item.upstream, spans.upstream) || isIn(item.port, spans.port)) {
        const { upstream, port } = item;
        lines.push({ part: 'common', sign: ' ', region: null, base: null, upstream, port });
      }
      continue;
    }
    number += 1;
    if (!numbers.includes(number)) continue;
    for (const side of ['upstream', 'port'] as const) {
      const changes = (
        side === 'upstream' ? versions.upstreamChanges : versions.portChanges
      ).filter(({ baseStart }) =>
        clusters.some(({ base }) => baseStart >= base.start && baseStart <= base.end),
      );
      const spansOfSide = ofPlace.map((region) => ({ number: region.number, span: region[side] }));
      lines.push(...againstBase(side, { number, span: item[side], changes, spansOfSide }));
    }
  }
  return lines;
}

/** One side of one region: its lines, and before them the lines of the base that they took the place of. */
function againstBase(
  side: 'upstream' | 'port',
  {
    number,
    span,
    changes,
    spansOfSide,
  }: {
    readonly number: number;
    readonly span: Span;
    readonly changes: readonly LineChange[];
    readonly spansOfSide: readonly { readonly number: number; readonly span: Span }[];
  },
): MergedLine[] {
  const removed = new Map<number, number[]>();
  for (const { baseStart, baseCount, sideStart, sideCount } of changes) {
    const nearest = nearestOf(spansOfSide, { start: sideStart, end: sideStart + sideCount });
    if (nearest !== number) continue;
    const at = Math.max(span.start, Math.min(sideStart, span.end));
    const taken = range({ start: baseStart, end: baseStart + baseCount });
    removed.set(at, [...(removed.get(at) ?? []), ...taken]);
  }
  const none = { upstream: null, port: null, base: null, part: side, region: number } as const;
  const lines: MergedLine[] = [];
  for (let at = span.start; at <= span.end; at += 1) {
    for (const base of removed.get(at) ?? []) lines.push({ ...none, base, sign: '-' });
    if (at === span.end) break;
    const isAdded = changes.some(
      ({ sideStart, sideCount }) => at >= sideStart && at < sideStart + sideCount,
    );
    lines.push({ ...none, [side]: at, sign: isAdded ? '+' : ' ' });
  }
  return lines;
}

function nearestOf(
  spans: readonly { readonly number: number; readonly span: Span }[],
  wanted: Span,
): number | null {
  let nearest: { readonly number: number; readonly away: number } | null = null;
  for (const { number, span } of spans) {
    const away = Math.max(0, span.start - wanted.end, wanted.start - span.end);
    if (nearest === null || away < nearest.away) nearest = { number, away };
  }
  return nearest?.number ?? null;
}

function bothSides(
  lines: readonly { readonly row: Row; readonly region: number | null }[],
): MergedLine[] {
  const merged: MergedLine[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.region === null) {
      merged.push({ ...line.row, part: 'common', sign: ' ', region: null });
      at += 1;
      continue;
    }
    const { region } = line;
    const ofRegion = lines.slice(at).filter((other) => other.region === region);
    for (const side of ['upstream', 'port'] as const) {
      for (const { row } of ofRegion) {
        if (row[side] === null) continue;
        const none = { base: null, upstream: null, port: null };
        merged.push({ ...none, [side]: row[side], part: side, sign: '+', region });
      }
    }
    at += ofRegion.length;
  }
  return merged;
}

function oneSide(
  rows: readonly Row[],
  side: 'upstream' | 'port',
  isChanged: (row: Row) => boolean,
): MergedLine[] {
  const lines: MergedLine[] = [];
  const none = { base: null, upstream: null, port: null, region: null };
  let added: MergedLine[] = [];
  for (const row of rows) {
    if (!isChanged(row)) {
      lines.push(...added, { ...row, part: 'common', sign: ' ', region: null });
      added = [];
      continue;
    }
    if (row.base !== null) lines.push({ ...none, base: row.base, part: side, sign: '-' });
    if (row[side] !== null) added.push({ ...none, [side]: row[side], part: side, sign: '+' });
  }
  return [...lines, ...added];
}

function spanOfSide(rows: readonly Row[], side: Side): Span {
  const lines = rows.flatMap((row) => row[side] ?? []);
  const [first] = lines;
  return first === undefined ? EMPTY : { start: first, end: (lines.at(-1) ?? first) + 1 };
}

/** Turns line numbers of versions into numbers within the slices that are kept, and keeps no more than there is room for. */
function cutPlaces(
  drafts: readonly DraftPlace[],
  texts: Texts,
  isGo: boolean,
  isNumbered = true,
): CutPlaces {
  const openings = {
    base: isGo ? lineOpenings(texts.base ?? []) : null,
    upstream: isGo ? lineOpenings(texts.upstream ?? []) : null,
    port: isGo ? lineOpenings(texts.port ?? []) : null,
  };
  const places: ConflictPlace[] = [];
  let room = MAX_ROWS_OF_A_READING;
  for (const { regions, rows, merged } of drafts) {
    if (room <= 0) break;
    const kept = rows.slice(0, Math.min(MAX_ROWS_OF_A_PLACE, room));
    room -= kept.length;
    const isCut = kept.length < rows.length;
    const lines = isCut ? shownLines(merged(kept), kept) : merged(kept);
    const spans = {
      base: spanOfBoth(kept, lines, 'base'),
      upstream: spanOfBoth(kept, lines, 'upstream'),
      port: spanOfBoth(kept, lines, 'port'),
    };
    const within = <Line extends Row>(line: Line): Line => ({
      ...line,
      base: line.base === null ? null : line.base - spans.base.start,
      upstream: line.upstream === null ? null : line.upstream - spans.upstream.start,
      port: line.port === null ? null : line.port - spans.port.start,
    });
    const sliceOf = (side: Side): Slice | null =>
      cutSlice(texts[side], spans[side], { openings: openings[side], isNumbered });
    places.push({
      regions: [...regions],
      base: sliceOf('base'),
      upstream: sliceOf('upstream'),
      port: sliceOf('port'),
      rows: kept.map(within),
      merged: lines.map(within),
      cutRows: rows.length - kept.length,
    });
  }
  return { places, cutPlaces: drafts.length - places.length };
}

/** Of a place that is cut both views end at the same lines. */
function shownLines(lines: readonly MergedLine[], rows: readonly Row[]): readonly MergedLine[] {
  const spans = SIDES.map((side) => ({ side, span: spanOfSide(rows, side) }));
  return lines.filter((line) => spans.some(({ side, span }) => isIn(line[side], span)));
}

function spanOfBoth(rows: readonly Row[], lines: readonly Row[], side: Side): Span {
  const all = [...rows, ...lines].flatMap((line) => line[side] ?? []);
  if (all.length === 0) return EMPTY;
  return { start: Math.min(...all), end: Math.max(...all) + 1 };
}

function cutSlice(
  text: readonly string[] | null,
  { start, end }: Span,
  {
    openings,
    isNumbered,
  }: { readonly openings: readonly Opening[] | null; readonly isNumbered: boolean },
): Slice | null {
  if (text === null || end <= start) return null;
  return {
    start: isNumbered ? start : null,
    opening: openings?.[start] ?? 'code',
    lines: text.slice(start, end).map(cutLine),
  };
}

function isSame(one: readonly string[] | null, other: readonly string[]): boolean {
  return one !== null && one.length === other.length && one.every((line, at) => line === other[at]);
}
