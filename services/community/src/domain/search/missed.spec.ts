import { termsOf } from './missed';

it('keeps codes and never words', () => {
  expect(termsOf('シェルター')).toContain('resourceTypes:shelter');
  expect(termsOf('しぇるたー 山田花子')).toEqual(termsOf('シェルター'));
  expect(termsOf('山田花子')).toEqual([]);
  expect(termsOf('の')).toEqual([]);
});
