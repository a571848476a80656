import type { AppError } from '#libs/kernel';
import { descriptionOf, refuseImpossibleTimes } from './resource-description';
import { confirmByOf, needsConfirmation } from './resource';

describe('a resource as it is described', () => {
  it('is unknown where nothing is said; a shelter is confidential', () => {
    const described = descriptionOf({ name: '部屋', type: 'shelter', hours: { holidays: 'closed' } });
    expect(described).toMatchObject({ addressConfidential: true, location: null, address: null, closures: null });
    expect(described.hours).toEqual({ weekly: null, holidays: 'closed', note: null });
    expect(Object.values(described)).not.toContain(undefined);
    expect(descriptionOf({ name: '部屋' }).addressConfidential).toBe(false);
  });

  it('is refused where it closes before it opens', () => {
    const hours = { weekly: [{ day: 'mon', from: '22:00', to: '06:00' } as const], holidays: null, note: null };
    const closures = [{ from: '2027-01-03', to: '2026-12-29', reason: null }];
    let refused: AppError | undefined;
    try {
      refuseImpossibleTimes({ hours, closures });
    } catch (error) {
      refused = error as AppError;
    }
    expect(refused?.code).toBe('resource.contradiction');
    expect(refused?.fields.map(({ field }) => field)).toEqual(['hours.weekly.0.to', 'closures.0.to']);
    expect(() => refuseImpossibleTimes({ hours: null, closures: null })).not.toThrow();
  });
});

describe('「開催を確認」', () => {
  it.each([
    ['ACTIVE', '2026-05-24', '2026-11-20', false],
    ['ACTIVE', '2026-05-24', '2026-11-21', true],
    ['NEEDS_UPDATE', '2026-11-20', '2026-11-20', true],
    ['ACTIVE', null, '2026-11-20', true],
  ])('%s, last confirmed %s, on %s: %s', (state, lastConfirmedOn, today, asked) => {
    expect(needsConfirmation({ state, lastConfirmedOn }, today)).toBe(asked);
  });

  it('is asked for when 180 days are over', () => {
    expect(confirmByOf('2026-05-24')).toBe('2026-11-20');
    expect(confirmByOf(null)).toBeNull();
  });
});
