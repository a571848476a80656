import * as contracts from '#libs/contracts';
import {
  codesNamedIn,
  DraftSupportPlanV1,
  EnterCodesV1,
  ListCasesV1,
  ReadCaseV1,
  ReceiveConsultationV1,
  TriageCaseV1,
} from '#libs/contracts';
import { addDays, AppError, codeListFixedBy, codeListNamed } from '#libs/kernel';
import { parseInput } from '#libs/messaging';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { getMetadataStorage } from 'class-validator';
import { INTAKE } from '../src/intake.module';
import { refusal, Story, today } from './fixtures';
import { PlanStory } from './plan-story';

describe('a municipality’s own codes', () => {
  let world: ServiceWorld;
  let story: Story;
  let moved = 0;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE, { replicas: 2 });
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const day = (ahead: number): string => addDays(today(), moved + ahead);
  const move = async (days: number): Promise<void> => {
    await world.moveClock({ days });
    moved += days;
  };
  const enter = (list: string, entries: EnterCodesV1['entries'], ahead = 1) =>
    world.ask(EnterCodesV1, { list, validFrom: day(ahead), entries }, world.actor('DECISION_MAKER'));
  const call = (channel: string, actor = story.worker) => {
    const five = {
      receivedOn: today(),
      chiefComplaint: '相談したい',
      urgency: 'normal',
      consentState: 'granted' as const,
    };
    return world.ask(ReceiveConsultationV1, { ...five, channel }, actor);
  };
  const wrong = (work: Promise<unknown>) =>
    work.then(
      () => [],
      (error: unknown) =>
        error instanceof AppError
          ? error.fields.map(({ field, rule, mend }) => [error.code, field, rule, mend])
          : [['bug']],
    );

  it('are accepted from their day on, in every replica; a retired one is refused with the mend', async () => {
    const old = (await call('phone')).id;
    expect(await wrong(call('library_desk'))).toEqual([
      ['fields.invalid', 'channel', 'isIn', 'コード表 channels のコードで指定してください'],
    ]);
    await enter('channels', [
      { code: 'library_desk', ja: '図書館の窓口', offered: true },
      { code: 'phone', ja: 'お電話', offered: false },
    ]);
    expect(await refusal(call('phone'))).toBe('done');
    expect(await refusal(call('library_desk'))).toBe('fields.invalid');
    await move(1);
    for (let round = 0; round < 4; round += 1) {
      const { id } = await call('library_desk');
      expect((await world.ask(ReadCaseV1, { caseRef: id }, story.worker)).channel).toBe('library_desk');
      expect(await wrong(call('phone'))).toEqual([
        [
          'fields.invalid',
          'channel',
          'offered',
          '「お電話」は今は選べません。コード表 channels から選び直してください',
        ],
      ]);
    }
    expect((await world.ask(ReadCaseV1, { caseRef: old }, story.worker)).channel).toBe('phone');
    expect((await world.ask(ListCasesV1, {}, story.worker)).items.length).toBeGreaterThan(4);
    await enter('channels', [{ code: 'phone', ja: '電話', offered: true }]);
    expect(await refusal(call('phone'))).toBe('fields.invalid');
    await move(1);
    expect(await refusal(call('phone'))).toBe('done');
  });

  it('are nobody else’s', async () => {
    const neighbour = world.actor('CSW', { tenant: '990027' });
    expect(await refusal(call('library_desk'))).toBe('done');
    expect(await refusal(call('library_desk', neighbour))).toBe('fields.invalid');
    expect(await refusal(call('counter', neighbour))).toBe('done');
  });

  it('hold in lists and in parts of a request, each refusal with its field', async () => {
    await enter('issueCategories', [{ code: 'snow', ja: '雪かき', offered: true }]);
    await enter('planActionKinds', [{ code: 'snow_help', ja: '雪かきの支援', offered: true }]);
    await move(1);
    const triage = { fields: ['livelihood'], result: 'continuing', issueCategories: ['debt', 'snow'] };
    const caseRef = await story.consultation();
    const unknown = { caseRef, ...triage, issueCategories: ['snow', 'ice'], intakeTopics: ['rain'] };
    expect((await wrong(world.ask(TriageCaseV1, unknown, story.worker))).map(([, field]) => field).sort()).toEqual([
      ...['intakeTopics', 'issueCategories'],
    ]);
    await world.ask(TriageCaseV1, { caseRef, ...triage }, story.worker);
    const kase = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(kase.issueCategories).toEqual(triage.issueCategories);
    const plans = new PlanStory(world);
    const deskId = await plans.desk();
    const planning = await plans.planning(deskId);
    const content = plans.content(deskId);
    const [action] = content.actions ?? [];
    const withKind = (kind: string) => ({ ...content, actions: action ? [action, { ...action, kind }] : [] });
    const drafted = (kind: string) =>
      world.ask(DraftSupportPlanV1, { caseRef: planning.caseRef, content: withKind(kind) }, story.worker);
    expect((await wrong(drafted('ice_help'))).map(([code, field]) => [code, field])).toEqual([
      ['fields.invalid', 'content.actions.1.kind'],
    ]);
    expect(await refusal(drafted('snow_help'))).toBe('done');
  });

  it('are not entered where a law or a machine rests on the list; its words are', async () => {
    const word = { code: 'high', ja: '急ぎ', offered: true };
    expect(await refusal(enter('urgency', [word, { code: 'meh', ja: 'いつか', offered: true }]))).toBe(
      'code-list.fixed',
    );
    expect(await refusal(enter('disclosureBases', [{ code: 'consent', ja: '同意', offered: false }]))).toBe(
      'code-list.fixed',
    );
    expect(await refusal(enter('urgency', [word]))).toBe('done');
    await move(1);
    expect(await refusal(story.consultation({ urgency: 'high' }))).toBe('done');
    expect(await refusal(story.consultation({ urgency: 'meh' }))).toBe('fields.invalid');
  });

  it('stand behind every field of intake that names a list open to additions', () => {
    const rules = getMetadataStorage().getTargetValidationMetadatas.bind(getMetadataStorage());
    const listOfMend = /コード表 (\w+) の/;
    const asked = Object.values<unknown>(contracts).filter(
      (one): one is contracts.Shape => typeof one === 'function' && /^class /.test(String(one)),
    );
    const closed = asked
      .filter((type) => String((type as { subject?: string }).subject).startsWith('rpc.intake.'))
      .flatMap((type) => rules(type, '', true, false))
      .filter(({ name }) => name === 'isIn')
      .flatMap(({ message }) => listOfMend.exec(typeof message === 'string' ? message : '')?.[1] ?? []);
    expect(closed.length).toBeGreaterThan(10);
    expect([...new Set(closed)].filter((list) => codeListFixedBy(list) === undefined)).toEqual([]);
    const input = {
      receivedOn: today(),
      chiefComplaint: 'x',
      urgency: 'normal',
      consentState: 'granted',
      channel: 'fax',
    };
    expect(codesNamedIn(parseInput(ReceiveConsultationV1, { ...input, caller: { kind: 'self' } }))).toEqual(
      expect.arrayContaining([
        { field: 'channel', list: 'channels', code: 'fax' },
        { field: 'caller.kind', list: 'callers', code: 'self' },
      ]),
    );
    expect(codeListNamed('channels')?.every(({ code }) => /^[a-z][a-z0-9_-]{0,39}$/.test(code))).toBe(true);
  });
});
