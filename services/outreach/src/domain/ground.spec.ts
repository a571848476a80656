import { AppError } from '#libs/kernel';
import { conferenceGround, groundMissing, requireCase } from './ground';

const CASE = 'c';
const on = (basisCode: string, facts: { caseRef?: string | null; conferenceId?: string | null } = {}) => ({
  ...{ basisCode, caseRef: CASE, conferenceId: null },
  ...facts,
});
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.fields.map(({ field }) => field).join()}`;
  }
  return 'nothing';
};

it('is asked about only where the basis is a support conference', () => {
  expect(conferenceGround(on('special_reason', { caseRef: null }), undefined)).toBeNull();
  expect(conferenceGround(on('art106_6'), 'x')).toEqual({ caseRef: CASE, conferenceId: 'x' });
});

it('is the conference named last', () => {
  expect(conferenceGround(on('art106_6', { conferenceId: 'old' }), undefined)?.conferenceId).toBe('old');
  expect(conferenceGround(on('art106_6', { conferenceId: 'old' }), 'new')?.conferenceId).toBe('new');
});

it.each([
  [
    'a conference for another basis',
    () => conferenceGround(on('law'), 'x'),
    'engagement.conference-unexpected conferenceId',
  ],
  ['no conference', () => conferenceGround(on('art106_6'), undefined), 'engagement.conference-missing conferenceId'],
  ['no case', () => conferenceGround(on('art106_6', { caseRef: null }), 'x'), 'engagement.case-missing caseRef'],
  [
    'no case from the beginning',
    () => requireCase(on('art106_6', { caseRef: null })),
    'engagement.case-missing caseRef',
  ],
])('refuses %s', (_, work, expected) => {
  expect(code(work)).toBe(expected);
});

it('asks for no case on another basis, and says nothing of the conference when it does not carry', () => {
  expect(code(() => requireCase(on('law', { caseRef: null })))).toBe('nothing');
  const { code: told, message, fields } = groundMissing();
  expect([told, message, fields.map(({ field }) => field)]).toEqual([
    'engagement.ground-missing',
    'No support conference carries this at this moment.',
    ['conferenceId'],
  ]);
});
