import { addDays } from '#libs/kernel';
import { setClock } from '../clock';
import type { People } from '../people';
import type { RunningSystem } from '../running-system';
import { momentOf } from '../seed/days';
import type { KnownMenu } from '../seed/registry';
import type { Teller } from './teller';

/** The places that the story speaks of. */
export interface Places {
  readonly bicycles: KnownMenu;
  readonly sorting: KnownMenu;
  /** Would suit by interest, and is a group. */
  readonly repairers: KnownMenu;
  readonly families: KnownMenu;
}

/** What every chapter works with: the people, the calendar, the voice. */
export class Book {
  private opened: string;

  constructor(
    private readonly system: RunningSystem,
    readonly people: People,
    readonly teller: Teller,
    readonly places: Places,
    /** The first day of the story, a Monday. */
    private readonly monday: string,
  ) {
    this.opened = monday;
  }

  /** Today's date in the story. */
  get today(): string {
    return this.opened;
  }

  /** A day of the story; 0 is its first Monday. */
  day(number: number): string {
    return addDays(this.monday, number);
  }

  /** Moves the domain clock to a day of the story, `time` as `HH:MM` in Asia/Tokyo. */
  async turnTo(day: string, time = '10:00'): Promise<void> {
    await setClock(this.system.databases, this.system.tenant, momentOf(day, time));
    this.opened = day;
  }
}
