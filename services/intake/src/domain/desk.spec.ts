import { checkDesk, refuseClosing, requireOwnDesk } from './desk';
import { suggestDesks } from './desk-suggestions';
import { refusal } from './refusal-fixtures';

describe('a desk', () => {
  const house = { external: false, orgId: null, managerSub: 'm', deputySub: null, members: ['a'] };

  it.each([
    ['of the house', house, 'done'],
    ['of the house without anybody', { ...house, members: [] }, 'desk.members-missing'],
    ['outside', { ...house, external: true, orgId: 'o', members: [] }, 'done'],
    ['outside that consent could not name', { ...house, external: true }, 'desk.org-missing'],
    ['whose deputy is its manager', { ...house, deputySub: 'm' }, 'desk.deputy-is-manager'],
  ])('%s: %s', (_, desk, code) => {
    expect(refusal(() => checkDesk(desk))).toBe(code);
  });

  it('closes once nothing begins or ends there', () => {
    expect(refusal(() => refuseClosing(true, 1))).toBe('desk.holds-referrals');
    expect(refusal(() => refuseClosing(true, 0))).toBe('done');
    expect(refusal(() => refuseClosing(false, 3))).toBe('done');
  });

  it('is one’s own or not', () => {
    expect(refusal(() => requireOwnDesk(false))).toBe('desk.not-yours');
    expect(refusal(() => requireOwnDesk(true))).toBe('done');
  });
});

describe('who may take this', () => {
  const desk = (id: string, more: object = {}) => ({ id, fields: ['child'], areaId: null, waiting: 0, ...more });
  const found = (areaId: string | null, ...desks: Parameters<typeof suggestDesks>[0]) =>
    suggestDesks(desks, { field: 'child', areaId }).map(({ id, because }) => [id, ...because].join(' '));

  it('is who works in the field', () => {
    expect(found(null, desk('a'), desk('b', { fields: ['elderly'] }))).toEqual(['a field whole_municipality']);
  });

  it('is the area’s own first, nobody of another area, and the less loaded one before the other', () => {
    const desks = [
      desk('all-busy', { waiting: 3 }),
      desk('all-free'),
      desk('own', { areaId: 'north', waiting: 9 }),
      desk('other', { areaId: 'south' }),
    ];
    expect(found('north', ...desks)).toEqual([
      'own field area',
      'all-free field whole_municipality',
      'all-busy field whole_municipality',
    ]);
    expect(found(null, ...desks)).toHaveLength(4);
    expect(found(null, desk('own', { areaId: 'north' }))).toEqual(['own field']);
  });

  it('is a short list', () => {
    expect(found(null, ...Array.from({ length: 30 }, (_, index) => desk(`d${index}`)))).toHaveLength(20);
  });
});
