import { IsIn } from 'class-validator';
import { AreParts } from '../parts';
import { IsDay, IsText, OrUnknown } from '../rules';
import { WeeklyWindow } from './for-services';

/** When a place is open, local time. */
export class OpeningHours {
  /** Null = not known; empty = on no weekday. `from` before `to`; a span over midnight is entered as two. */
  @OrUnknown() @AreParts(() => WeeklyWindow, 50) weekly!: WeeklyWindow[] | null;
  /** On 国民の祝日: as on other days, or closed. */
  @OrUnknown() @IsIn(['open', 'closed']) holidays!: 'open' | 'closed' | null;
  /** What does not fit in a week: 「第3月曜休館」. */
  @OrUnknown() @IsText(300) note!: string | null;
}

/** Local days on which it is closed, both included. */
export class Closure {
  @IsDay() from!: string;
  @IsDay() to!: string;
  @OrUnknown() @IsText(100) reason!: string | null;
}
