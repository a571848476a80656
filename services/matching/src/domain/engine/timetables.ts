import { type MenuFacts } from '../menu-facts';
import { type ScheduleVerdict, sharesTime, spanOf, type Windows } from '../windows';
import { Memo } from './memo';
import { Sequences } from './sequences';

const MOST = 0x7fff_ffff;

const SESSIONS_KNOWN = 0;
const ON_DEMAND = 1;
const NOTHING_KNOWN = 2;
// Words of a sequence: kind, sessions that cannot be read, then from and to of each span.
const UNREADABLE = 1;
const SPANS = 2;

const VERDICTS = ['misses', 'fits', 'unknown'] as const;
const MISSES = 0;
export const FITS = 1;
const UNKNOWN = 2;

export const scheduleIn = (verdict: number): ScheduleVerdict => VERDICTS[verdict] ?? 'unknown';

function kindOf({ sessions, onDemand }: Pick<MenuFacts, 'sessions' | 'onDemand'>): number {
  if (onDemand === true) return ON_DEMAND;
  return sessions == null || (sessions.length === 0 && onDemand == null) ? NOTHING_KNOWN : SESSIONS_KNOWN;
}

/** Weekly sessions, each distinct timetable once. */
export class Timetables {
  private readonly tables = new Sequences('timetables', MOST);
  private readonly memo = new Memo();
  private windows: Windows = null;
  private wanted = 1;

  bytes(): number {
    return this.tables.bytes() + this.memo.bytes();
  }

  idOf(menu: Pick<MenuFacts, 'sessions' | 'onDemand'>): number {
    const kind = kindOf(menu);
    if (kind !== SESSIONS_KNOWN) return this.tables.idOf([kind, 0]);
    const spans = (menu.sessions ?? []).map(spanOf);
    const readable = spans.filter((span) => span !== null);
    return this.tables.idOf([kind, spans.length - readable.length, ...readable.flatMap(({ from, to }) => [from, to])]);
  }

  /** The person's windows, null = any time, and the sessions a week that are enough. */
  ask(windows: Windows, wanted: number): void {
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
    let inside = 0;
    for (let index = SPANS; index < this.tables.lengthOf(id); index += 2) {
      const span = { from: this.tables.word(id, index), to: this.tables.word(id, index + 1) };
      if (sharesTime(span, this.windows)) inside += 1;
    }
    return inside;
  }
}
