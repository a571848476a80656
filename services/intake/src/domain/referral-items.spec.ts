import { codesOf } from '#libs/kernel';
import fc from 'fast-check';
import { chosenFacts, householdTold, type ReferralFacts, sharedItems } from './referral-items';

const facts: ReferralFacts = {
  name: '架空 花子',
  kana: 'かくう はなこ',
  birthDate: '1996-05-05',
  gender: null,
  phone: '000-0000-0000',
  considerations: '静かな席',
  chiefComplaint: '家賃が払えない',
  personWords: '朝がつらい',
  wishes: '働きたい',
};
const ITEMS = codesOf('referralItems');

describe('what a receiver reads', () => {
  it('is as many fields as items were chosen, and no other', () => {
    fc.assert(
      fc.property(fc.subarray([...ITEMS]), (items) => {
        const told = chosenFacts(facts, items);
        expect(Object.keys(told)).toHaveLength(items.length);
        const left = ITEMS.filter((item) => !items.includes(item));
        for (const item of left) expect(told).not.toHaveProperty(Object.keys(chosenFacts(facts, [item]))[0] ?? '');
      }),
    );
  });

  it('never is an address', () => {
    expect(ITEMS).not.toContain('address');
    expect(Object.keys(chosenFacts(facts, [...ITEMS, 'address']))).toHaveLength(ITEMS.length);
  });

  it('is of the household what was chosen of it', () => {
    const members = [
      { relation: 'self', livingApart: false },
      { relation: 'mother', livingApart: false },
      { relation: 'child', livingApart: true },
    ];
    expect(householdTold('none', members)).toEqual({});
    expect(householdTold('number', members)).toEqual({ household: { number: 2 } });
    expect(householdTold('composition', members)).toEqual({ household: { number: 2, members } });
    expect(householdTold('number', null)).toEqual({ household: null });
  });

  it('is on record by its codes', () => {
    expect(sharedItems({ items: ['name'], household: 'none' })).toEqual(['referral_sheet', 'name']);
    expect(sharedItems({ items: [], household: 'number' })).toEqual(['referral_sheet', 'household_number']);
  });
});
