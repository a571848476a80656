import { AppError } from '#libs/kernel';
import { formFor, resolve } from './form';
import type { Answers, FormDefinition, FormField, RecordFacts } from './form-types';
import { intakeFormOf, isGuessed, requireFilled } from './record-form';
import { STANDARD_FORMS } from './standard-forms';

const field = (key: string, more: Partial<FormField> = {}): FormField => ({
  ...{ key, section: 'all', ja: `項目 ${key}`, kind: 'text', required: true, maxLength: 10 },
  ...more,
});
const OWN: FormDefinition = {
  titleJa: '架空市の様式',
  source: '架空市要綱',
  sections: [{ key: 'all', ja: 'すべて' }],
  fields: [field('wish'), field('note', { required: false }), field('caller', { from: 'callerKind' })],
};
const NOTHING: RecordFacts = {
  ...{ receivedOn: null, channel: null, chiefComplaint: null, urgency: null, consentState: null },
  ...{ callerKind: null, intakeTopics: null, fields: null, issueCategories: null, caseNumber: null },
};
const CALL: RecordFacts = {
  ...NOTHING,
  ...{ receivedOn: '2026-11-21', channel: 'phone', chiefComplaint: '相談', urgency: 'normal', consentState: 'none' },
};

function missing(definition: FormDefinition, answers: Answers, record: RecordFacts): readonly string[] {
  const form = { ...definition, kind: 'assessment', edition: 'own', validFrom: '2026-11-21' } as const;
  try {
    requireFilled(resolve(form, new Map()), answers, record);
    return [];
  } catch (error) {
    return error instanceof AppError ? [error.code, ...error.fields.map((one) => `${one.field} ${one.mend}`)] : ['bug'];
  }
}

describe('a form that documents a step', () => {
  it('is complete with what was filled in and what the record says, and names what is missing', () => {
    const mend = (key: string) =>
      `form.${key} 「架空市の様式」の「項目 ${key}」を記入し、その様式を formId で指定してください`;
    expect(missing(OWN, {}, NOTHING)).toEqual(['form.incomplete', mend('wish'), mend('caller')]);
    expect(missing(OWN, {}, { ...NOTHING, callerKind: 'self' })).toEqual(['form.incomplete', mend('wish')]);
    expect(missing(OWN, { wish: '静かに' }, { ...NOTHING, callerKind: 'self' })).toEqual([]);
    expect(missing(OWN, { wish: '静かに', caller: 'self' }, NOTHING)).toEqual([]);
    expect(missing(OWN, { wish: false, caller: 0 }, NOTHING)).toEqual([]);
  });

  it('asks for nothing beside the record where it is the standard one', () => {
    for (const [kind, { version: _, validFrom: __, ...definition }] of Object.entries(STANDARD_FORMS)) {
      expect([kind, missing(definition, {}, CALL)]).toEqual([kind, []]);
      expect(formFor(kind as keyof typeof STANDARD_FORMS, '2026-11-21', []).edition).toBe('standard-1');
    }
  });

  it('is the one for what the person said about the recording, and is named where several are under way', () => {
    expect(['granted', 'none', 'not_asked'].map(intakeFormOf)).toEqual([
      ...['intake_with_consent', 'intake_without_consent', 'intake_without_consent'],
    ]);
    const abouts = ['consultation', 'assessment', 'support_plan', 'evaluation'] as const;
    expect(abouts.every(isGuessed)).toBe(true);
    expect(isGuessed('referral')).toBe(false);
  });
});
