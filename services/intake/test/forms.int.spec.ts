import {
  EnterCodesV1,
  EnterFormV1,
  FillFormV1,
  type FormField,
  ListCodeEditionsV1,
  ListFilledFormsV1,
  ListFormEditionsV1,
  ReadCodesV1,
  ReadFilledFormV1,
  ReadFormV1,
  RefillFormV1,
} from '#libs/contracts';
import { addDays, type AppError } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { assessmentForm } from './casework';
import { anId, refusal, Story, today } from './fixtures';

const FIELD: FormField = {
  key: 'pets',
  section: 'home',
  ja: '飼っている動物',
  kind: 'codes',
  list: 'pets',
  required: true,
};
const OWN = {
  titleJa: '架空市 アセスメントシート',
  source: '架空市要綱',
  sections: [{ key: 'home', ja: '住まい' }],
  fields: [FIELD],
};

describe('forms as data', () => {
  let world: ServiceWorld;
  let story: Story;
  let moved = 0;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const keeper = () => world.actor('DECISION_MAKER');
  const day = (ahead: number): string => addDays(today(), moved + ahead);
  const move = async (days: number): Promise<void> => {
    await world.moveClock({ days });
    moved += days;
  };

  it('ask for nothing more than the five fields, and take them from the record', async () => {
    const caseRef = await story.consultation({ chiefComplaint: '家賃のこと', channel: 'counter' });
    for (const kind of ['intake_with_consent', 'intake_without_consent'] as const) {
      const { id } = await world.ask(FillFormV1, { caseRef, kind, answers: [] }, story.worker);
      const filled = await world.ask(ReadFilledFormV1, { formId: id }, story.worker);
      expect(filled.answers).toEqual(
        expect.arrayContaining([
          { key: 'chiefComplaint', text: '家賃のこと' },
          { key: 'channel', codes: ['counter'] },
        ]),
      );
      const mine = { caseRef, kind, answers: [{ key: 'channel', codes: ['phone'] }] };
      expect(await refusal(world.ask(FillFormV1, mine, story.worker))).toBe('form.answers-refused');
    }
  });

  it('say of every wrong answer where it is and how to mend it', async () => {
    const caseRef = await story.consultation();
    const answers = [
      { key: 'issues', codes: ['no_such_issue'] },
      { key: 'householdSize', text: 'たくさん' },
      { key: 'nowhere', text: 'x' },
      { key: 'wishes', text: 'a' },
      { key: 'wishes', text: 'b' },
    ];
    const filling = world.ask(FillFormV1, { caseRef, kind: 'assessment', answers }, story.worker);
    const error = await filling.then(
      () => undefined,
      (thrown: unknown) => thrown as AppError,
    );
    expect(error?.code).toBe('form.answers-refused');
    expect(error?.fields.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'answers.issues codes',
      'answers.householdSize number',
      'answers.nowhere known',
      'answers.wishes once',
    ]);
    expect(error?.fields.every(({ mend }) => /[ぁ-ん]/.test(mend))).toBe(true);
    const gone = world.ask(FillFormV1, { caseRef: anId(), kind: 'assessment', answers: [] }, story.worker);
    expect(await refusal(gone)).toBe('case.not-found');
  });

  it('come from the municipality from a day to come on, and what was filled in stays as it was', async () => {
    const caseRef = await story.consultation();
    const formId = await assessmentForm(story, caseRef, [
      { key: 'issues', codes: ['debt'] },
      { key: 'wishes', text: '静かに暮らしたい' },
    ]);
    const before = await world.ask(ReadFilledFormV1, { formId }, story.worker);
    const pets = [
      { code: 'cat', ja: 'ねこ', offered: true },
      { code: 'dog', ja: 'いぬ', officialJa: '犬', offered: true },
    ];
    const codes = { list: 'pets', validFrom: day(3), entries: pets };
    const form = { kind: 'assessment' as const, validFrom: day(5), ...OWN };
    expect(await refusal(world.ask(EnterFormV1, { ...form, validFrom: day(0) }, keeper()))).toBe(
      'edition.valid-from-past',
    );
    expect(await refusal(world.ask(EnterFormV1, form, keeper()))).toBe('form.definition-refused');
    await world.ask(EnterCodesV1, codes, keeper());
    expect(await refusal(world.ask(EnterFormV1, { ...form, validFrom: day(2) }, keeper()))).toBe(
      'form.definition-refused',
    );
    const twice = { ...form, fields: [FIELD, FIELD] };
    expect(await refusal(world.ask(EnterFormV1, twice, keeper()))).toBe('form.definition-refused');
    expect(await refusal(world.ask(EnterFormV1, form, story.worker))).toBe('role.refused');
    await world.ask(EnterFormV1, form, keeper());

    const read = (ahead: number) => world.ask(ReadFormV1, { kind: 'assessment', day: day(ahead) }, story.worker);
    expect((await read(4)).edition).toBe('standard-1');
    expect(await read(5)).toMatchObject({
      titleJa: OWN.titleJa,
      fields: [{ key: 'pets', options: [{ code: 'cat' }, { code: 'dog' }] }],
    });
    await move(5);
    const late = { caseRef, kind: 'assessment' as const, answers: [] };
    expect(await refusal(world.ask(FillFormV1, late, story.worker))).toBe('form.answers-refused');
    expect(await world.ask(ReadFilledFormV1, { formId }, story.worker)).toEqual(before);

    const again = await world.ask(RefillFormV1, { formId, answers: [{ key: 'pets', codes: ['cat'] }] }, story.worker, {
      ifMatch: 1,
    });
    expect(again.version).toBe(2);
    expect(await world.ask(ReadFilledFormV1, { formId, number: 1 }, story.worker)).toEqual(before);
    const stale = world.ask(RefillFormV1, { formId, answers: [{ key: 'pets', codes: ['dog'] }] }, story.worker, {
      ifMatch: 1,
    });
    expect(await refusal(stale)).toBe('stale-version');
    expect((await world.ask(ListFilledFormsV1, { caseRef }, story.worker)).items).toMatchObject([
      { formId, version: 2 },
    ]);
    expect((await world.ask(ListFormEditionsV1, { kind: 'assessment' }, keeper())).items).toHaveLength(1);
  });

  it('keep a code that is not offered any more where it stood, under the word of its time', async () => {
    const caseRef = await story.consultation();
    const topics = (code: string) => [{ key: 'topics', codes: [code] }];
    const fill = (code: string) =>
      world.ask(FillFormV1, { caseRef, kind: 'referral_sheet', answers: topics(code) }, story.worker);
    const { id: formId } = await fill('medical');
    const entries = [
      { code: 'medical', ja: '医療', offered: false },
      { code: 'own_topic', ja: '架空市の困りごと', offered: true },
    ];
    const list = 'referralSheetTopics12';
    await world.ask(EnterCodesV1, { list, validFrom: day(1), entries }, keeper());
    const twice = { list, validFrom: day(1), entries: [...entries, ...entries] };
    expect(await refusal(world.ask(EnterCodesV1, twice, keeper()))).toBe('code-list.code-twice');
    expect(await refusal(fill('own_topic'))).toBe('form.answers-refused');
    await move(1);
    expect(await refusal(fill('medical'))).toBe('form.answers-refused');
    await fill('own_topic');
    const kept = await world.ask(RefillFormV1, { formId, answers: topics('medical') }, story.worker);
    expect(kept.version).toBe(2);
    const wordOf = async (number: number): Promise<string | undefined> => {
      const { form } = await world.ask(ReadFilledFormV1, { formId, number }, story.worker);
      return form.fields.find(({ key }) => key === 'topics')?.options.find(({ code }) => code === 'medical')?.ja;
    };
    expect([await wordOf(1), await wordOf(2)]).toEqual(['病気・医療のこと', '医療']);
    const read = await world.ask(ReadCodesV1, { list }, story.worker);
    expect(read.entries.find(({ code }) => code === 'medical')).toEqual({
      code: 'medical',
      ja: '医療',
      offered: false,
    });
    expect(await refusal(world.ask(ReadCodesV1, { list: 'nothing' }, story.worker))).toBe('code-list.not-found');
    expect((await world.ask(ListCodeEditionsV1, { list }, keeper())).items).toHaveLength(1);
  });

  it('show nothing to another municipality', async () => {
    const formId = await assessmentForm(story, await story.consultation(), [{ key: 'pets', codes: ['cat'] }]);
    const neighbour = world.actor('CSW', { tenant: '990027' });
    expect(await refusal(world.ask(ReadFilledFormV1, { formId }, neighbour))).toBe('filled-form.not-found');
    expect((await world.ask(ReadFormV1, { kind: 'assessment', day: day(9) }, neighbour)).edition).toBe('standard-1');
  });
});
