import { admissionOf, admissionRuleOf } from './admission';
import { aMenu } from './matching-fixtures';

const GRADES = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'];
const targets = (grades: readonly string[]) =>
  ({ ...aMenu().targets, grades }) as NonNullable<ReturnType<typeof aMenu>['targets']>;
const admits = (grades: readonly string[], age: number) =>
  admissionOf(admissionRuleOf(targets(grades)), { age, pregnant: null, companionAges: [] });

it.each(GRADES.map((grade, index) => [grade, index + 6] as const))(
  '%s is the year of those who were %i',
  (grade, age) => {
    const ages = Array.from({ length: 100 }, (_, index) => index);
    expect(ages.filter((one) => admits([grade], one) === 'admitted')).toEqual([age]);
    expect(ages.filter((one) => admits([grade], one) === 'refused')).toHaveLength(99);
  },
);

it('reads every grade that is named, and leaves out what it cannot read', () => {
  expect([5, 6, 11, 12, 17, 18].map((age) => admits(['e1', 'e6', 'h3', 'x9'], age))).toEqual([
    'refused',
    'admitted',
    'admitted',
    'refused',
    'admitted',
    'refused',
  ]);
  expect(admits(['x9'], 6)).toBe('open');
  expect(admits([], 6)).toBe('open');
});
