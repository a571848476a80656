import { type JudgedFacts } from '../menu-facts';
import { type ScheduleVerdict, spanOf, type WeeklyWindow } from '../windows';
import { Memo } from './memo';
import { halves, lower, upper } from './row';
import { Sequences } from './sequences';
import { isInside, type WeekSpans } from './week-spans';

const MOST = 0x7fff_ffff;

const SESSIONS_KNOWN = 0;
const ON_DEMAND = 1;
const NOTHING_KNOWN = 2;
// Words of a sequence: kind, sessions that cannot be read, then a span each, its end in the upper half.
const UNREADABLE = 1;
const SPANS = 2;

const NO_SESSIONS: readonly WeeklyWindow[] = [];
const VERDICTS = ['misses', 'fits', 'unknown'] as const;
const MISSES = 0;
export const FITS = 1;
const UNKNOWN = 2;

export const scheduleIn = (verdict: number): ScheduleVerdict => VERDICTS[verdict] ?? 'unknown';

function kindOf({ sessions, onDemand }: Pick<JudgedFacts, 'sessions' | 'onDemand'>): number {
  if (onDemand === true) return ON_DEMAND;
  return sessions == null || (sessions.length === 0 && onDemand == null) ? NOTHING_KNOWN : SESSIONS_KNOWN;
}

/** Weekly sessions, each distinct timetable once. */
export class Timetables {
  private readonly tables = new Sequences('timetables', MOST);
  private readonly memo = new Memo();
  private windows: WeekSpans = null;
  private wanted = 1;
  /** Sessions that came before: menus that are read together share them. */
  private readonly seen = new WeakMap<readonly WeeklyWindow[], number>();

  bytes(): number {
    return this.tables.bytes() + this.memo.bytes();
  }

  idOf(menu: Pick<JudgedFacts, 'sessions' | 'onDemand'>): number {
    const kind = kindOf(menu);
    if (kind !== SESSIONS_KNOWN) return this.tables.idOf([kind, 0]);
    const sessions = menu.sessions ?? NO_SESSIONS;
    const seen = this.seen.get(sessions);
    if (seen !== undefined) return seen;
    const spans = sessions.map(spanOf);
    const readable = spans.filter((span) => span !== null);
    const unreadable = spans.length - readable.length;
    const id = this.tables.idOf([kind, unreadable, ...readable.map(({ from, to }) => halves(from, to))]);
    this.seen.set(sessions, id);
    return id;
  }

  /** The person's windows, null = any time, and the sessions a week that are enough. */
  ask(windows: WeekSpans, wanted: number): void {
    this.windows = windows;
    this.wanted = wanted;
    this.memo.begin(this.tables.size);
  }

  /**
   * Whether enough weekly sessions share time with the person's windows. A session that only touches a window
   * does not. A place that opens on demand always fits; sessions that cannot be read may fit, so they are asked about.
   */
  verdict(id: number): number {
    const kept = this.memo.get(id);
    return kept >= 0 ? kept : this.memo.keep(id, this.judge(id));
  }

  private judge(id: number): number {
    const kind = this.tables.word(id, 0);
    if (kind === ON_DEMAND) return FITS;
    if (kind === NOTHING_KNOWN) return UNKNOWN;
    const inside = this.countInside(id);
    if (inside >= this.wanted) return FITS;
    return inside + this.tables.word(id, UNREADABLE) >= this.wanted ? UNKNOWN : MISSES;
  }

  private countInside(id: number): number {
    const { tables, windows } = this;
    const end = tables.endOf(id);
    let inside = 0;
    for (let at = tables.startOf(id) + SPANS; at < end; at += 1) {
      const span = tables.wordAt(at);
      if (isInside(windows, lower(span), upper(span))) inside += 1;
    }
    return inside;
  }
}
