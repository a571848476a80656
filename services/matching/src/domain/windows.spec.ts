import { scheduleIn, Timetables } from './engine/timetables';
import { weekSpansOf } from './engine/week-spans';
import { sessionsWantedPerWeek, windowsOf, type WeeklyWindow, type Windows } from './windows';

const at = (day: string, from: string, to: string): WeeklyWindow => ({ day, from, to });

function scheduleVerdict(
  sessions: readonly WeeklyWindow[] | null,
  onDemand: boolean | null,
  windows: Windows,
  wanted: number,
) {
  const timetables = new Timetables();
  const id = timetables.idOf({ sessions, onDemand });
  timetables.ask(weekSpansOf(windows), wanted);
  return scheduleIn(timetables.verdict(id));
}

function verdict(sessions: readonly WeeklyWindow[] | null, windows: readonly WeeklyWindow[] | null, wanted = 1) {
  return scheduleVerdict(sessions, false, windowsOf(windows), wanted);
}

describe('sessions and the times a person has', () => {
  it('fits when a session shares time with a window', () => {
    expect(verdict([at('mon', '17:00', '19:00')], [at('mon', '18:30', '20:00')])).toBe('fits');
    expect(verdict([at('mon', '17:00', '19:00')], [at('tue', '18:30', '20:00')])).toBe('misses');
  });

  it('takes 24:00 as the end of the day', () => {
    expect(verdict([at('sat', '23:00', '24:00')], [at('sat', '23:59', '24:00')])).toBe('fits');
    expect(verdict([at('sat', '23:00', '24:00')], [at('sun', '00:00', '24:00')])).toBe('misses');
  });

  it('carries a night into the next day, from Sunday into Monday too', () => {
    expect(verdict([at('fri', '22:00', '06:00')], [at('sat', '05:00', '07:00')])).toBe('fits');
    expect(verdict([at('sun', '22:00', '06:00')], [at('mon', '05:00', '07:00')])).toBe('fits');
    expect(verdict([at('mon', '05:00', '07:00')], [at('sun', '22:00', '06:00')])).toBe('fits');
  });

  it('counts sessions against a wish for a week or a month', () => {
    const twice = [at('mon', '10:00', '12:00'), at('thu', '10:00', '12:00')];
    const days = [at('mon', '09:00', '13:00'), at('thu', '09:00', '13:00')];
    expect(verdict(twice, days, sessionsWantedPerWeek({ count: 2, per: 'week' }))).toBe('fits');
    expect(verdict(twice, days, sessionsWantedPerWeek({ count: 3, per: 'week' }))).toBe('misses');
    expect(verdict(twice, days.slice(1), sessionsWantedPerWeek({ count: 2, per: 'week' }))).toBe('misses');
    expect(verdict(twice, days, sessionsWantedPerWeek({ count: 8, per: 'month' }))).toBe('fits');
    expect(verdict(twice, days, sessionsWantedPerWeek({ count: 9, per: 'month' }))).toBe('misses');
    expect(verdict(twice, null, sessionsWantedPerWeek({ count: 3, per: 'week' }))).toBe('misses');
  });

  it('knows no limit where no window is given', () => {
    expect(verdict([at('mon', '05:00', '06:00')], null)).toBe('fits');
    expect(verdict([at('mon', '05:00', '06:00')], [])).toBe('fits');
  });

  it('fits at any time on demand, and asks where sessions are unknown or unreadable', () => {
    expect(scheduleVerdict([], true, null, 3)).toBe('fits');
    expect(verdict(null, null)).toBe('unknown');
    expect(verdict([at('mon', '9時', '12:00')], null)).toBe('unknown');
    expect(verdict([at('mon', '24:30', '25:00')], null)).toBe('unknown');
    expect(verdict([], null)).toBe('misses');
    expect(scheduleVerdict([], null, null, 1)).toBe('unknown');
  });
});
