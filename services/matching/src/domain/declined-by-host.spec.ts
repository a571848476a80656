import { judgedProfile, setApart } from './declined-by-host';
import { type Found, type NamedRow } from './engine/found';
import { aProfile } from './matching-fixtures';

const row = (menuId: string, ...codes: NamedRow['codes']): NamedRow => ({ menuId, orgId: 'o', codes, load: 0 });
const found = (excluded: readonly NamedRow[]): Found => ({
  ...{ candidates: [], told: [], compared: 9, outOfReach: 0, counts: { PERSON_DECLINED: 3 } },
  ...{
    excluded,
    tally: { anyFits: false, anyFailsOnlyScope: false, anyFailsOnlyGuardian: false, hidesBehindExclusion: false },
  },
});
const asked = { profile: aProfile({ declinedMenuIds: ['own'] }), hostDeclinedMenuIds: ['host', 'own'] };

it('keeps out what the person or the host said no to', () => {
  expect(judgedProfile(asked).declinedMenuIds).toEqual(['own', 'host']);
  expect(judgedProfile({ profile: aProfile({ declinedMenuIds: null }), hostDeclinedMenuIds: ['host'] })).toEqual(
    aProfile({ declinedMenuIds: ['host'] }),
  );
});

it('never says of the person what the host said, and leaves the person’s own no where it is', () => {
  const rows = [
    row('own', 'PERSON_DECLINED'),
    row('host', 'FEE_EXCEEDS', 'PERSON_DECLINED'),
    row('far', 'FEE_EXCEEDS'),
  ];
  const { found: left, notProposedAgain } = setApart(asked, found(rows), { PERSON_DECLINED: 1 }, 100);
  expect(left.excluded.map(({ menuId }) => menuId)).toEqual(['own', 'far']);
  expect(left.counts).toEqual({ PERSON_DECLINED: 1 });
  expect(notProposedAgain).toEqual(['host']);
});

it('names a place under review for its review as well, and shows no more misses than were asked for', () => {
  const rows = [row('host', 'EXCLUSION_NEEDS_REVIEW'), row('a', 'FEE_EXCEEDS'), row('b', 'FEE_EXCEEDS')];
  const { found: left, notProposedAgain } = setApart(asked, found(rows), {}, 2);
  expect(left.excluded.map(({ menuId }) => menuId)).toEqual(['host', 'a']);
  expect(notProposedAgain).toEqual(['host']);
});
