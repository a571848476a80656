import { sightOf } from './sight';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';

it('names whom a request is about and what its answer shows, and no value', () => {
  const answer = { items: [{ caseRef: B, name: '山田', phone: null, notes: [{ text: 'words' }] }], menuId: A };
  expect(sightOf('intake', { personRef: A, limit: 3 }, answer)).toEqual({
    subjects: [A, B],
    fields: ['identity', 'prose'],
  });
});

it('counts nothing as shown where it was refused', () => {
  expect(sightOf('intake', { caseRef: A, words: 'x' }, undefined)).toEqual({ subjects: [A], fields: [] });
});

it('takes lists of ids, each once, and only ids', () => {
  expect(sightOf('intake', { personRefs: [A, B, A], caseRef: 'not an id' }, {}).subjects).toEqual([A, B]);
});

it('says nothing of what is empty or of nobody', () => {
  expect(sightOf('intake', { menuId: A }, { name: '', words: [], address: null })).toEqual({
    subjects: [],
    fields: [],
  });
});

it('takes the id of what was made as one of theirs, where all belongs to people', () => {
  expect(sightOf('intake', {}, { id: A, state: 'RECEIVED' }).subjects).toEqual([A]);
  expect(sightOf('community', {}, { items: [{ id: A }] }).subjects).toEqual([]);
});
