import { AppError } from '#libs/kernel';
import fc from 'fast-check';
import { disclosedItems } from './disclosure';
import { ageOf, NOTHING_KNOWN, refuseImpossibleBirth, withGiven } from './person';

const TODAY = '2026-11-20';
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};

describe('the age of a person', () => {
  it.each([
    [{ birthDate: '2000-11-20', birthYear: null }, 26],
    [{ birthDate: '2000-11-21', birthYear: null }, 25],
    [{ birthDate: null, birthYear: 2000 }, 25],
    [{ birthDate: null, birthYear: 2026 }, 0],
    [{ birthDate: '2000-11-20', birthYear: 1990 }, 26],
    [{ birthDate: null, birthYear: null }, null],
  ])('of %j is %s', (birth, age) => {
    expect(ageOf(birth, TODAY)).toBe(age);
  });

  it.each([
    { birthDate: '2026-11-21', birthYear: null },
    { birthDate: '1850-01-01', birthYear: null },
    { birthDate: null, birthYear: 2027 },
  ])('is refused where nobody living was born: %j', (birth) => {
    expect(codeOf(() => refuseImpossibleBirth(birth, TODAY))).toBe('person.birth-impossible');
  });

  it('is never below 0 nor above 130', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1900, max: 2199 })), (birthYear) => {
        const age = ageOf({ birthDate: null, birthYear }, TODAY);
        if (age !== null) expect(age >= 0 && age <= 130).toBe(true);
      }),
    );
  });
});

describe('matching facts', () => {
  it('left out stay, null become unknown, given are replaced', () => {
    const known = withGiven(NOTHING_KNOWN, {
      strengths: ['sewing'],
      avoid: ['crowd'],
      status: { careLevel: 'care1', publicAssistance: true },
    });
    const next = withGiven(known, { avoid: null, interests: ['music'], status: { careLevel: 'care2' } });
    expect(next).toMatchObject({ strengths: ['sewing'], avoid: null, interests: ['music'] });
    expect(next.status).toMatchObject({ careLevel: 'care2', publicAssistance: true, incomeHardship: null });
    expect(withGiven(next, { status: null }).status).toEqual(NOTHING_KNOWN.status);
  });

  it('hold nothing but codes, whatever else is given with them', () => {
    const facts = withGiven(NOTHING_KNOWN, { name: '架空 花子', strengths: [] } as object);
    expect(Object.keys(facts).sort()).toEqual(Object.keys(NOTHING_KNOWN).sort());
  });
});

describe('what a host is told', () => {
  const identity = {
    name: '架空 花子',
    kana: 'かくう はなこ',
    phone: null,
    considerations: '大きな音が苦手',
    birthDate: '2000-11-20',
    birthYear: null,
    address: '架空市一丁目',
  };

  it('is exactly what was chosen', () => {
    const items = ['name', 'kana', 'phone', 'birth_year', 'considerations'];
    fc.assert(
      fc.property(fc.subarray(items), (chosen) => {
        const told = disclosedItems(identity, chosen);
        const expected = chosen.map((item) => (item === 'birth_year' ? 'birthYear' : item));
        expect(Object.keys(told).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('is the year of birth, never the day', () => {
    expect(disclosedItems(identity, ['birth_year'])).toEqual({ birthYear: 2000 });
  });
});
