import { contentOf, withSought } from './menu-content';

const valuesOf = (facts: object): readonly unknown[] => Object.values(facts);

describe('the facts of a menu', () => {
  it('are all there and unknown where nothing was said', () => {
    const { targets, eligibility, ...rest } = contentOf({});
    expect(Object.keys(rest)).toHaveLength(20);
    expect(Object.keys(targets)).toHaveLength(10);
    expect(Object.keys(eligibility)).toHaveLength(4);
    for (const facts of [rest, targets, eligibility]) expect(new Set(valuesOf(facts))).toEqual(new Set([null]));
  });

  it('are the same whether left out or said to be unknown', () => {
    expect(contentOf({ purposes: null, targets: null, eligibility: null, exclusionPolicy: null })).toEqual(
      contentOf({}),
    );
  });

  it('keep «nothing», «no» and zero apart from unknown', () => {
    const content = contentOf({ support: [], pickup: false, feeYen: 0, targets: { ageMin: 0 } });
    expect(content).toMatchObject({ support: [], pickup: false, feeYen: 0, targets: { ageMin: 0, ageMax: null } });
  });

  it('have a policy only where one was given, with what it leaves out unknown', () => {
    expect(contentOf({ exclusionPolicy: { attributes: ['smoking'] } }).exclusionPolicy).toEqual({
      attributes: ['smoking'],
      justification: null,
    });
  });

  it('count what is sought as done there, and as a role, and leave what was entered as it is', () => {
    const wish = contentOf({ activities: ['tea'], seeks: { strengths: ['cooking', 'tea'], roles: ['instructor'] } });
    expect(withSought(wish)).toMatchObject({ activities: ['tea', 'cooking'], roles: ['instructor'] });
    expect(wish).toMatchObject({ activities: ['tea'], roles: null });
    expect(withSought(contentOf({ activities: ['tea'] }))).toEqual(contentOf({ activities: ['tea'] }));
  });

  it('hold nothing else of what was given', () => {
    const given = { name: '木曜の会', resourceId: 'r', capacityModel: 'fixed', feeYen: 300 };
    expect(Object.keys(contentOf(given))).toEqual(Object.keys(contentOf({})));
  });
});
