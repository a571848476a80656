import fc from 'fast-check';
import { AppError } from '#libs/kernel';
import { placeOf, refuseBackwards } from './introduction';
import { refuseClosed, refuseContradictions, refuseUncounted } from './menu';

const NO_AGES = { ageMin: null, ageMax: null, peerAgeMin: null, peerAgeMax: null };

function refusalOf(work: () => unknown): AppError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
const fieldsOf = (work: () => unknown) => refusalOf(work)?.fields.map(({ field }) => field) ?? [];

describe('the facts of a menu', () => {
  it('may all be unknown', () => {
    expect(refusalOf(() => refuseContradictions({ sessions: null, targets: null }))).toBeNull();
    expect(refusalOf(() => refuseContradictions({ sessions: [], targets: NO_AGES }))).toBeNull();
  });

  it('have sessions that end after they begin, until midnight', () => {
    const sessions = [
      { from: '00:00', to: '24:00' },
      { from: '22:00', to: '06:00' },
      { from: '10:00', to: '10:00' },
    ];
    expect(fieldsOf(() => refuseContradictions({ sessions, targets: null }))).toEqual([
      'sessions.1.to',
      'sessions.2.to',
    ]);
  });

  it('have an oldest age that is not below the youngest', () => {
    const age = fc.option(fc.integer({ min: 0, max: 130 }), { nil: null });
    fc.assert(
      fc.property(age, age, age, age, (ageMin, ageMax, peerAgeMin, peerAgeMax) => {
        const fields = fieldsOf(() =>
          refuseContradictions({ sessions: null, targets: { ageMin, ageMax, peerAgeMin, peerAgeMax } }),
        );
        expect(fields.includes('targets.ageMax')).toBe(ageMin !== null && ageMax !== null && ageMin > ageMax);
        expect(fields.includes('targets.peerAgeMax')).toBe(
          peerAgeMin !== null && peerAgeMax !== null && peerAgeMin > peerAgeMax,
        );
      }),
    );
  });

  it('cannot be added to what is closed, and an open place is not counted', () => {
    expect(refusalOf(() => refuseClosed('CLOSED'))?.code).toBe('resource.closed');
    expect(refusalOf(() => refuseClosed('PAUSED'))).toBeNull();
    expect(refusalOf(() => refuseUncounted('open'))?.code).toBe('availability.open-needs-none');
    expect(refusalOf(() => refuseUncounted('fixed'))).toBeNull();
    expect(refusalOf(() => refuseUncounted(null))).toBeNull();
  });
});

describe('an introduction', () => {
  it('names exactly one place', () => {
    expect(placeOf('m', null)).toEqual({ kind: 'menu', id: 'm' });
    expect(placeOf(null, 'r')).toEqual({ kind: 'resource', id: 'r' });
    expect(refusalOf(() => placeOf(null, null))?.code).toBe('introduction.one-place');
    expect(refusalOf(() => placeOf('m', 'r'))?.code).toBe('introduction.one-place');
  });

  it('is counted over a period that does not run backwards', () => {
    expect(refusalOf(() => refuseBackwards('2026-11-16', '2026-11-16'))).toBeNull();
    expect(refusalOf(() => refuseBackwards('2026-11-17', '2026-11-16'))?.code).toBe('introduction.period');
  });
});
