import { detailsOf } from './menu-details';
import { assessmentValidUntil, isAssessmentOver, refuseContradictions } from './menu';
import type { AppError } from '#libs/kernel';

describe('what people read of a menu', () => {
  it('is unknown where nothing was said, also in what was stored earlier', () => {
    const unknown = {
      ...{ datedSessions: null, closures: null, holidays: null, feeWaivers: null, groupSize: null, targetGroups: null },
    };
    expect(detailsOf({})).toEqual(unknown);
    expect(detailsOf({ groupSize: { min: 2 }, closures: [{ from: '2026-12-29', to: '2027-01-03' }] })).toEqual({
      ...unknown,
      groupSize: { min: 2, max: null },
      closures: [{ from: '2026-12-29', to: '2027-01-03', reason: null }],
    });
  });

  it('is refused with every field that contradicts another', () => {
    const checked = {
      sessions: [],
      targets: null,
      datedSessions: [{ from: '10:00', to: '10:00' }],
      closures: [{ from: '2027-01-03', to: '2026-12-29' }],
      groupSize: { min: 5, max: 4 },
    };
    let fields: readonly string[] = [];
    try {
      refuseContradictions(checked);
    } catch (error) {
      fields = (error as AppError).fields.map(({ field }) => field);
    }
    expect(fields).toEqual(['datedSessions.0.to', 'closures.0.to', 'groupSize.max']);
    const sound = {
      ...{ sessions: null, targets: null, datedSessions: [{ from: '10:00', to: '24:00' }] },
      ...{ closures: [{ from: '2026-12-29', to: '2026-12-29' }], groupSize: { min: 4, max: 4 } },
    };
    expect(() => refuseContradictions(sound)).not.toThrow();
  });
});

describe('a host assessment', () => {
  it('holds for 365 days, and an open place needs none', () => {
    expect(assessmentValidUntil('fixed', '2025-11-20')).toBe('2026-11-20');
    expect(isAssessmentOver('fixed', '2025-11-20', '2026-11-20')).toBe(false);
    expect(isAssessmentOver(null, '2025-11-20', '2026-11-21')).toBe(true);
    expect(isAssessmentOver('open', '2020-01-01', '2026-11-21')).toBe(false);
    expect(isAssessmentOver('fixed', null, '2026-11-21')).toBe(false);
  });
});
