// Gives out an answer again for as long as it would be the same: while nothing in the database has changed, and what it says of ages
// still holds. A page takes tens of milliseconds to make, and most readers look at the same few.
//
// Next's own caches cannot: pages read the theme's cookie and their query, which makes each of them dynamic, and behind
// `use cache` React would still render them for every request.
import pLimit from 'p-limit';

import { captureAnswer, sendAnswer } from './capture-answer.js';
import { packAnswer } from './pack-answer.js';
import { busyAnswer, failedAnswer } from './plain-answer.js';
import { runScriptsAfterPaint } from './scripts-after-paint.js';
import {
  isPublicPath,
  isShared,
  keyOfRequest,
  pathOf,
  plainEncoding,
  themeOf,
  VARYING_HEADERS,
} from './shared-request.js';

/** In milliseconds: for so long an answer is good whatever happens, so that a busy worker cannot make a busy page slow. */
const LEAST_LIFE_MS = 1000;
/** Of one that took long to make for longer, so that making it anew takes at most a tenth of the time; but no longer than this. */
const LONGEST_LEAST_LIFE_MS = 3000;
const LIFE_TO_MAKING = 10;
/** For so long at most, since not all that depends on the time says until when it holds: days, for example. */
const MOST_LIFE_MS = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Made at a time. More would only wait for each other, for the one processor and the few connections to the database. */
const MOST_AT_A_TIME = 4;
/** Waiting for their turn; whoever comes then is told to come again. */
const MOST_WAITING = 200;

/** Of components/ui/age.tsx: data-until="1795861234567" in HTML, "data-until":1795861234567 in what Next sends to its own code. */
const UNTIL = /data-until(?:="|\\?":)(\d{13})/g;

/** @typedef {import('./capture-answer.js').Answer} Answer */
/** @typedef {{ answer: Answer, madeAt: number, leastLifeMs: number, until: number, version: string | null, bytes: number }} Kept */

/**
 * @param {object} options
 * @param {() => Promise<string | null>} options.readVersion Of all that is stored; null is not known. May be a second old.
 * @param {() => number} [options.now] Milliseconds since 1970.
 * @param {number} [options.mostBytes] Kept at a time; the answers that were not asked for longest go first.
 * @param {number} [options.mostWaiting] For their turn to be made.
 */
export function createAnswerCache({
  readVersion,
  now = Date.now,
  mostBytes = MOST_BYTES,
  mostWaiting = MOST_WAITING,
}) {
  const inTurn = pLimit(MOST_AT_A_TIME);
  /** Where the database does not answer, whatever is made waits for it and for nothing else: nobody is made to wait for others besides. */
  let waitingForDatabase = 0;
  /** @type {Map<string, Kept>} The least recently given out first. */
  const kept = new Map();
  /** @type {Map<string, Promise<Kept | null>>} */
  const underWay = new Map();
  let bytes = 0;

  /** @param {string} key */
  function forget(key) {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  /** @param {string} key @param {Kept} made */
  function keep(key, made) {
    forget(key);
    kept.set(key, made);
    bytes += made.bytes;
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) return;
      forget(oldest);
    }
  }

  /** @param {Kept} made */
  async function isGood({ madeAt, leastLifeMs, until, version }) {
    const age = now() - madeAt;
    if (age < leastLifeMs) return age >= 0;
    if (age >= MOST_LIFE_MS || now() >= until || version === null) return false;
    return (await readVersion()) === version;
  }

  return {
    /**
     * @param {import('node:http').IncomingMessage} request
     * @param {import('node:http').ServerResponse} response
     * @param {() => Promise<void>} make Answers the request anew.
     */
    async answer(request, response, make) {
      const { url = '/', headers } = request;
      if (!isPublicPath(pathOf(url))) return make();
      const theme = themeOf(headers.cookie ?? '');
      if (!isShared(request)) {
        if (isFull()) return sendAnswer(response, busyAnswer(url, theme));
        const captured = captureAnswer(response, async (made) => mendFailed(made, theme));
        return takeTurn(readVersion, () => makeIfAwaited(response, make, captured));
      }
      const encoding = plainEncoding(headers['accept-encoding']);
      delete headers['accept-encoding'];
      const key = keyOfRequest(request, encoding);
      const found = kept.get(key);
      if (found !== undefined && (await isGood(found))) {
        // To the end of the line.
        keep(key, found);
        return giveOut(response, found.answer);
      }
      // Many who ask for the same at the same time wait for one of them.
      const ahead = underWay.get(key);
      const awaited = ahead === undefined ? null : await ahead;
      if (awaited !== null) return giveOut(response, awaited.answer);
      if (isFull()) return sendAnswer(response, busyAnswer(url, theme));
      const making = takeDown(key, encoding, theme, response);
      underWay.set(key, making.kept);
      return takeTurn(
        () => making.begin(),
        () => makeIfAwaited(response, make, making.kept),
      );
    },
  };

  function isFull() {
    return inTurn.pendingCount + waitingForDatabase >= mostWaiting;
  }

  /**
   * @param {() => Promise<string | null>} begin Reads the version, before anything is read for what is made: that may be newer then, and
   * never older.
   * @param {() => Promise<void>} make
   */
  async function takeTurn(begin, make) {
    const { made } = await inTurn(async () => {
      const isDatabaseUp = (await begin()) !== null;
      const making = make();
      if (isDatabaseUp) {
        await making;
        return { made: making };
      }
      waitingForDatabase += 1;
      const isOver = () => {
        waitingForDatabase -= 1;
      };
      return { made: making.finally(isOver) };
    });
    await made;
  }

  /**
   * @param {string} key
   * @param {'gzip' | undefined} encoding
   * @param {string | null} theme
   * @param {import('node:http').ServerResponse} response
   */
  function takeDown(key, encoding, theme, response) {
    /** @type {string | null} */
    let version = null;
    let madeAt = now();
    let until = Infinity;
    const captured = captureAnswer(response, async (made) => {
      if (!isText(made, ['html', 'x-component'])) return packAnswer(made, encoding);
      const mended = mendFailed(made, theme);
      if (mended !== made) return mended;
      // A byte a character: what is looked for is ASCII, and a page of half a megabyte need not be read and written as UTF-8 for it.
      const text = made.body.toString('latin1');
      until = findUntil(text);
      if (!isText(made, ['html'])) return packAnswer(made, encoding);
      const body = Buffer.from(runScriptsAfterPaint(text), 'latin1');
      return packAnswer({ ...made, body }, encoding);
    });
    /** @returns {Promise<Kept | null>} */
    const finish = async () => {
      const answer = await captured;
      if (answer === null || !isForEverybody(answer)) return null;
      const made = {
        answer,
        madeAt,
        leastLifeMs: leastLifeOf(now() - madeAt),
        version,
        until,
        bytes: answer.body.length + 2 * key.length,
      };
      if (made.bytes <= mostBytes) keep(key, made);
      return made;
    };
    const done = finish().finally(() => {
      if (underWay.get(key) === done) underWay.delete(key);
    });
    return {
      kept: done,
      async begin() {
        version = await readVersion();
        madeAt = now();
        return version;
      },
    };
  }
}

/**
 * Makes it unless whoever waited has gone. Its turn is over as soon as it is taken down, however slowly it is read.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {() => Promise<void>} make
 * @param {Promise<unknown>} taken
 */
async function makeIfAwaited(response, make, taken) {
  if (!response.destroyed) await Promise.race([make(), taken]);
}

/** What Next has for a page that failed is empty until scripts fill it. @param {Answer} made @param {string | null} theme */
function mendFailed(made, theme) {
  return made.status >= 500 && isText(made, ['html']) ? failedAnswer(made.status, theme) : made;
}

/** @param {number} makingMs */
function leastLifeOf(makingMs) {
  return Math.min(LONGEST_LEAST_LIFE_MS, Math.max(LEAST_LIFE_MS, LIFE_TO_MAKING * makingMs));
}

/** @param {import('node:http').ServerResponse} response @param {Answer} answer */
function giveOut(response, answer) {
  // https://www.rfc-editor.org/rfc/rfc9211
  const headers = { ...answer.headers, 'cache-status': 'tidemark; hit' };
  sendAnswer(response, { ...answer, headers });
}

/** @param {Answer} answer */
function isForEverybody({ status, headers }) {
  const vary = [headers['vary'] ?? '']
    .join(',')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return (
    (status === 200 || status === 304) &&
    headers['set-cookie'] === undefined &&
    vary.every((name) => VARYING_HEADERS.includes(name))
  );
}

/** @param {Answer} answer @param {readonly string[]} kinds */
function isText({ headers }, kinds) {
  const type = String(headers['content-type'] ?? '').replace(/;.*$/s, '');
  return kinds.some((kind) => type === `text/${kind}`);
}

/** The earliest moment at which something that an answer says of an age stops being so. @param {string} text */
function findUntil(text) {
  return Math.min(...[...text.matchAll(UNTIL)].map(([, until]) => Number(until)));
}
