import { AppError } from '#libs/kernel';
import { DEFAULT_SETTINGS, KnownSettings, settingsOn, type SettingsVersion } from './settings';
import { changedSettings, NEVER_SCORED, type SettingsChange } from './settings-change';

const { version: _, ...values } = DEFAULT_SETTINGS;
const version = (number: number, validFrom: string, free = 2): SettingsVersion => ({
  number,
  validFrom,
  values: { ...values, weights: { ...values.weights, free } },
});
const TODAY = '2026-11-21';

function refused(change: Omit<SettingsChange, 'validFrom'>, validFrom = TODAY): AppError {
  try {
    changedSettings(DEFAULT_SETTINGS, { validFrom, ...change }, TODAY);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('It was not refused.');
}

describe('settings of a day', () => {
  it('are the national set until the municipality sets its own', () => {
    expect(settingsOn([], TODAY)).toBe(DEFAULT_SETTINGS);
    expect(settingsOn([version(1, '2027-04-01')], TODAY)).toBe(DEFAULT_SETTINGS);
  });

  it('have the latest day that has come, of one day the newest, whatever the order of arrival', () => {
    const versions = [version(1, '2026-04-01'), version(2, '2027-04-01'), version(3, TODAY, 7), version(4, TODAY, 9)];
    for (const order of [versions, [...versions].reverse()]) {
      expect(settingsOn(order, '2026-11-20').version).toBe('municipality-1');
      expect(settingsOn(order, TODAY)).toMatchObject({ version: 'municipality-4', weights: { free: 9 } });
      expect(settingsOn(order, '2027-04-01').version).toBe('municipality-2');
    }
  });

  it('take the national points where a weight is younger than the version', () => {
    const old = {
      number: 1,
      validFrom: TODAY,
      values: { ...values, weights: { free: 5 } },
    } as unknown as SettingsVersion;
    expect(settingsOn([old], TODAY).weights).toEqual({ ...DEFAULT_SETTINGS.weights, free: 5 });
  });

  it('are known for each municipality apart', () => {
    const known = new KnownSettings();
    known.learn('990019', [version(1, TODAY)]);
    known.learn('990019', [version(2, TODAY)]);
    expect([known.on('990019', TODAY).version, known.on('990027', TODAY).version]).toEqual([
      'municipality-2',
      DEFAULT_SETTINGS.version,
    ]);
  });
});

describe('a change of settings', () => {
  it('changes what is given and keeps the rest', () => {
    const given = { validFrom: TODAY, guardianAge: 15, weights: [{ code: 'free', points: 0 }] };
    expect(changedSettings(DEFAULT_SETTINGS, given, TODAY)).toEqual({
      ...values,
      guardianAge: 15,
      weights: { ...values.weights, free: 0 },
    });
  });

  it.each([
    'diagnosis',
    'primary_diagnosis',
    '病名',
    'nationality',
    '国籍',
    'publicAssistance',
    'public_assistance',
    '生活保護受給',
    'sexual-orientation',
    '性的指向',
    'criminalRecord',
    '刑余歴',
    'family_attributes',
    'singleParentHousehold',
    '家族の属性',
    'gender',
    'Gender',
    'GENDER',
    '性別',
    'ＧＥＮＤＥＲ',
    'profile.nationality',
    'weights[0].family.income',
    'score_of_kokuseki',
    'n a t i o n a l i t y',
    '前科の有無',
    'ジェンダー',
    'welfare_benefit',
  ])('never scores %s', (code) => {
    const error = refused({
      weights: [
        { code: 'free', points: 1 },
        { code, points: 0 },
      ],
    });
    expect(error).toMatchObject({ code: 'matching-settings.never-scored', status: 422 });
    expect(error.fields).toEqual([
      expect.objectContaining({ field: 'weights.1.code', mend: expect.stringContaining('点数に使えません') as string }),
    ]);
  });

  it('knows every word of matching.md 3.3, and forbids nothing that is scored', () => {
    expect(NEVER_SCORED.map(({ ja }) => ja)).toEqual([
      '病名',
      '国籍',
      '生活保護受給',
      '性的指向',
      '刑余歴',
      '家族の属性',
      '性別',
    ]);
    const all = Object.entries(DEFAULT_SETTINGS.weights).map(([code, points]) => ({ code, points }));
    expect(changedSettings(DEFAULT_SETTINGS, { validFrom: TODAY, weights: all }, TODAY)).toEqual(values);
  });

  it('refuses what nobody knows, what is said twice, and a day that is over', () => {
    expect(refused({ weights: [{ code: 'luck', points: 1 }] })).toMatchObject({
      kind: 'invalid',
      code: 'fields.invalid',
      fields: [{ field: 'weights.0.code', rule: 'isWeight' }],
    });
    const twice = [
      { code: 'free', points: 1 },
      { code: 'free', points: 2 },
    ];
    expect(refused({ weights: twice }).fields).toMatchObject([{ field: 'weights.1.code', rule: 'isUnique' }]);
    expect(refused({ weights: [{ code: 'constructor', points: 1 }] }).code).toBe('fields.invalid');
    expect(refused({}, '2026-11-20').code).toBe('matching-settings.day-passed');
  });
});
