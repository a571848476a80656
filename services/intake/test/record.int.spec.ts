import {
  AssignCaseV1,
  type CaseFacts,
  CorrectNoteV1,
  LinkPersonToCaseV1,
  ListAssessmentsV1,
  ListFilledFormsV1,
  ListNotesV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  ReadFilledFormV1,
  ReadRecordAsOfV1,
  type RecordAsOfAnswer,
  RecordAssessmentV1,
  type RecordEntry,
  RefillFormV1,
  StartAssessmentV1,
  TriageCaseV1,
} from '#libs/contracts';
import fc from 'fast-check';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { assessmentForm, note } from './casework';
import { anId, refusal, Story } from './fixtures';

/** What ordinary reading shows of a case at a moment. */
interface Snapshot {
  readonly at: string;
  readonly case: CaseFacts;
  readonly steps: readonly object[];
  readonly notes: readonly object[];
  readonly assessments: readonly object[];
  readonly forms: readonly object[];
}

describe('the record over time', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const domainNow = async (): Promise<string> => {
    const [row] = await world.sql<{ now: Date }>(
      `SELECT now() + clock_offset AS now FROM tenants WHERE tenant = '990019'`,
    );
    return row?.now.toISOString() ?? '';
  };

  async function snapshot(caseRef: string): Promise<Snapshot> {
    const at = await domainNow();
    const { steps, ...facts } = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    const lines = (await world.ask(ListFilledFormsV1, { caseRef }, story.worker)).items;
    const forms = lines.map(({ formId }) => world.ask(ReadFilledFormV1, { formId }, story.worker));
    return {
      at,
      case: facts,
      steps: [...steps].reverse(),
      notes: (await world.ask(ListNotesV1, { caseRef, limit: 100 }, story.worker)).items,
      assessments: (await world.ask(ListAssessmentsV1, { caseRef }, story.worker)).items,
      forms: await Promise.all(forms),
    };
  }

  /** The same, rebuilt from the record page by page. */
  async function rebuilt(caseRef: string, at: string): Promise<Snapshot> {
    const page = (more: { readonly cursor?: string } = {}): Promise<RecordAsOfAnswer> =>
      world.ask(ReadRecordAsOfV1, { caseRef, at, limit: 7, ...more }, story.worker);
    const entries: RecordEntry[] = [];
    let last = await page();
    for (; ; last = await page({ cursor: last.nextCursor })) {
      entries.push(...last.entries);
      if (last.nextCursor === null) break;
    }
    return {
      at,
      case: last.case,
      steps: entries.flatMap(({ step, at: taken }) =>
        step ? { event: step.event, from: step.from, to: step.to, at: taken } : [],
      ),
      notes: entries.flatMap((entry) => entry.note ?? []),
      assessments: entries.flatMap((entry) => entry.assessment ?? []),
      forms: entries.flatMap((entry) => entry.form ?? []),
    };
  }

  /** What may be written, each with what was written before at hand. */
  const acts = {
    note: async (caseRef: string, made: Made) =>
      void made.notes.push(await note(story, caseRef, `記録 ${made.notes.length}`)),
    correct: async (_caseRef: string, { notes }: Made, pick: number) => {
      const noteRef = notes[pick % Math.max(notes.length, 1)];
      if (noteRef) await world.ask(CorrectNoteV1, { noteRef, text: `訂正 ${pick}`, reason: '聞き違い' }, story.worker);
    },
    assess: async (caseRef: string, _made: Made, pick: number) => {
      await world.ask(RecordAssessmentV1, { caseRef, wishes: `希望 ${pick}`, strengths: ['sewing'] }, story.worker);
    },
    fill: async (caseRef: string, made: Made, pick: number) =>
      void made.forms.push(await assessmentForm(story, caseRef, [{ key: 'wishes', text: `様式 ${pick}` }])),
    refill: async (_caseRef: string, { forms }: Made, pick: number) => {
      const formId = forms[pick % Math.max(forms.length, 1)];
      const answers = [{ key: 'wishes', text: `書き直し ${pick}` }];
      if (formId) await world.ask(RefillFormV1, { formId, answers }, story.worker);
    },
    step: async (caseRef: string, _made: Made, pick: number) => {
      await world.ask(AssignCaseV1, { caseRef, sub: `worker-${pick}` }, story.worker);
    },
    flag: async (caseRef: string) =>
      void (await world.ask(RaiseEmergencyV1, { caseRef, reason: '返事がない' }, story.worker)),
  };
  interface Made {
    readonly notes: string[];
    readonly forms: string[];
  }

  it('is rebuilt for any moment exactly as it was read then', async () => {
    const names = Object.keys(acts) as (keyof typeof acts)[];
    const writes = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(9)), { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(writes, async (sequence) => {
        const caseRef = await story.consultation();
        await world.ask(LinkPersonToCaseV1, { caseRef, personRef: await story.person() }, story.worker);
        const triage = { caseRef, fields: ['livelihood'], result: 'continuing', urgency: 'high' };
        const seen = [await snapshot(caseRef)];
        await world.moveClock({ minutes: 1 });
        await world.ask(TriageCaseV1, triage, story.worker);
        await world.moveClock({ minutes: 1 });
        await world.ask(StartAssessmentV1, { caseRef }, story.worker);
        const made: Made = { notes: [], forms: [] };
        for (const [act, pick] of sequence) {
          await world.moveClock({ minutes: 1 });
          await acts[act](caseRef, made, pick);
          seen.push(await snapshot(caseRef));
        }
        for (const then of seen) expect(await rebuilt(caseRef, then.at)).toEqual(then);
      }),
      { numRuns: 12 },
    );
  }, 300_000);

  it('has nothing of a case that was not open yet, nor of somebody else’s', async () => {
    const before = await domainNow();
    await world.moveClock({ minutes: 1 });
    const caseRef = await story.consultation();
    const asOf = (at: string, actor = story.worker) => refusal(world.ask(ReadRecordAsOfV1, { caseRef, at }, actor));
    expect(await asOf(before)).toBe('case.not-found');
    const now = await domainNow();
    expect(await asOf(now)).toBe('done');
    expect(await asOf(now, world.actor('CSW', { tenant: '990027' }))).toBe('case.not-found');
    expect(await asOf(now, world.actor('NO_REFUSAL_MANAGER'))).toBe('role.refused');
    const wrong = world.ask(ReadRecordAsOfV1, { caseRef, at: now, cursor: 'AAAA' }, story.worker);
    expect(await refusal(wrong)).toBe('cursor.invalid');
  });

  it('cannot be changed or deleted by anybody, not even in the database', async () => {
    const caseRef = await story.consultation();
    const noteRef = await note(story, caseRef, '訪ねた');
    await world.ask(CorrectNoteV1, { noteRef, text: '電話した', reason: '取り違え' }, story.worker);
    await assessmentForm(story, caseRef, []);
    const kept = [
      ...['notes', 'note_corrections', 'case_steps', 'case_versions', 'assessments', 'filled_form_versions'],
      ...['form_prints', 'form_editions', 'code_editions', 'supporter_advice', 'trainings'],
    ];
    for (const table of kept) {
      for (const change of [`UPDATE ${table} SET tenant = tenant`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(world.sql(change)).rejects.toMatchObject({ code: '55000' });
    }
    const [listed] = (await world.ask(ListNotesV1, { caseRef }, story.worker)).items;
    expect(listed).toMatchObject({ text: '電話した', version: 2, struck: [{ text: '訪ねた', reason: '取り違え' }] });
    const stale = world.ask(CorrectNoteV1, { noteRef, text: 'x', reason: 'y' }, story.worker, { ifMatch: 1 });
    expect(await refusal(stale)).toBe('stale-version');
    expect(await refusal(world.ask(CorrectNoteV1, { noteRef: anId(), text: 'x', reason: 'y' }, story.worker))).toBe(
      'note.not-found',
    );
  });
});
