import { type SessionCapacity } from '../capacity-view';
import { spanOf } from '../windows';
import { FREE_UNKNOWN, halves, lower, lowerSigned, upper, upperSigned } from './row';
import { countOf } from './ledger-words';
import { grown } from './sequences';
import { isInside, type WeekSpans } from './week-spans';

/** From / to (minutes of the week), free / free outside the scheme. */
const SESSION_WORDS = 2;
const UNREADABLE = -1;

/**
 * Free places session by session, for the few menus that count so. A record is its number of sessions and two words
 * each, in one block of memory; a record that is dropped makes room for the next of its size.
 */
export class SlicedPlaces {
  private words = new Int32Array(SESSION_WORDS);
  private end = 0;
  private readonly free = new Map<number, number[]>();

  bytes(): number {
    return this.words.byteLength;
  }

  /** Where the record begins. */
  keep(sessions: readonly SessionCapacity[]): number {
    const at = this.free.get(sessions.length)?.pop() ?? this.append(sessions.length);
    this.words[at] = sessions.length;
    sessions.forEach((session, index) => {
      const span = spanOf(session);
      const first = at + 1 + index * SESSION_WORDS;
      this.words[first] = span === null ? UNREADABLE : halves(span.from, span.to);
      this.words[first + 1] = halves(countOf(session.free), countOf(session.outOfSystemFree));
    });
    return at;
  }

  drop(at: number): void {
    const length = this.words[at] ?? 0;
    const free = this.free.get(length);
    if (free === undefined) this.free.set(length, [at]);
    else free.push(at);
  }

  /** The most free places that one session in the person's windows has; FREE_UNKNOWN where there is none. */
  bestFree(at: number, windows: WeekSpans): number {
    return this.best(at, windows, lowerSigned);
  }

  /** The same of places outside the scheme. */
  bestOutOfSystem(at: number, windows: WeekSpans): number {
    return this.best(at, windows, upperSigned);
  }

  private best(at: number, windows: WeekSpans, of: (counts: number) => number): number {
    let most = FREE_UNKNOWN;
    const end = at + 1 + (this.words[at] ?? 0) * SESSION_WORDS;
    for (let session = at + 1; session < end; session += SESSION_WORDS) {
      const span = this.words[session] ?? UNREADABLE;
      const free = of(this.words[session + 1] ?? 0);
      if (free <= most || span === UNREADABLE) continue;
      if (isInside(windows, lower(span), upper(span))) most = free;
    }
    return most;
  }

  private append(sessions: number): number {
    const at = this.end;
    this.end += 1 + sessions * SESSION_WORDS;
    this.words = grown(this.words, this.end);
    return at;
  }
}
