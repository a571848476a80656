import settings from './conference-settings.json';
import { carriesOutreach } from './outreach-ground';

const ALL = [...new Set(Object.values(settings.conclusions.support).flat())];

it.each(ALL)('the conclusion %s carries it or not, by the table, while the case goes on', (conclusion) => {
  expect(carriesOutreach(conclusion, 'POTENTIAL')).toBe(settings.outreach.conclusions.includes(conclusion));
  expect(carriesOutreach(conclusion, 'CLOSED')).toBe(false);
});

it('nothing carries it before the conference concluded, or where it found no need', () => {
  expect(carriesOutreach(null, 'POTENTIAL')).toBe(false);
  expect(carriesOutreach('no_need', 'POTENTIAL')).toBe(false);
  expect(carriesOutreach('continue_watch', 'POTENTIAL')).toBe(true);
  expect(ALL).toEqual(expect.arrayContaining(settings.outreach.conclusions));
});
