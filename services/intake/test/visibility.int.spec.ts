import { getMetadataStorage } from 'class-validator';
import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import type { Actor } from '#libs/kernel';
import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, Story, today } from './fixtures';

/** Every reading request that intake answers, of whichever part. */
const READS = Object.values(contracts as Record<string, unknown>).filter(
  (value): value is RequestType & { readonly subject: string } =>
    typeof value === 'function' &&
    (value as Partial<RequestType>).reads === true &&
    (value as Partial<RequestType>).subject?.startsWith('rpc.intake.') === true,
);

const fieldsOf = (request: RequestType): readonly string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(request, '', true, false)
      .map(({ propertyName }) => propertyName),
  ),
];

const HUMAN_ROLES = ROLES.filter((role) => role !== 'SYSTEM');
/** Works at every desk and in every role: whatever anybody reads is read. */
const READER = 'reader';

interface Member {
  readonly ids: Readonly<Record<string, string>>;
  /** Words and references that stand on record of this one only. */
  readonly markers: readonly string[];
}

describe('two members of one household, one of whom fled from the other', () => {
  let world: ServiceWorld;
  let story: Story;
  let husband: Member;
  let wife: Member;
  let householdId: string;
  let reader: Actor;
  const deskIds: string[] = [];

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    reader = world.actor(HUMAN_ROLES, { sub: READER });
    for (const nameJa of ['総合窓口', '住宅窓口']) {
      const desk = { nameJa, external: false, fields: ['livelihood'], managerSub: READER, members: [READER] };
      deskIds.push((await world.ask(contracts.EnterDeskV1, desk, reader)).id);
    }
    [husband, wife] = [await enter('夫側'), await enter('妻側')];
    const member = { registered: true, actual: true, livingApart: false };
    const members = [
      { ...member, relation: 'self', personRef: husband.ids['personRef'] ?? '' },
      {
        ...member,
        relation: 'wife',
        personRef: wife.ids['personRef'] ?? '',
        actual: false,
        livingApart: true,
        apartReason: 'refuge',
      },
    ];
    householdId = (await world.ask(contracts.EnterHouseholdV1, { members }, story.worker)).id;
  }, 60_000);
  afterAll(() => world.stop());

  /** A person with everything that may be on record of one, each thing with a mark. */
  async function enter(mark: string): Promise<Member> {
    const [orgId, proposalId] = [anId(), anId()];
    const phone = mark === '妻側' ? '0801111222' : '0803333444';
    const personRef = await story.person({
      ...{
        name: `${mark} 氏名`,
        kana: mark === '妻側' ? 'つまがわ しめい' : 'おっとがわ しめい',
        alias: `${mark}通称`,
        phone,
      },
      ...{
        address: `${mark}の避難先 1-2`,
        considerations: `${mark}の配慮`,
        birthDate: mark === '妻側' ? '1991-03-04' : '1988-06-07',
      },
    });
    const caseRef = await story.consultation({
      personRef,
      chiefComplaint: `${mark}の主訴`,
      caller: { kind: 'self', name: `${mark}の来談者` },
    });
    await world.ask(contracts.TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'continuing' }, story.worker);
    await world.ask(contracts.StartAssessmentV1, { caseRef }, story.worker);
    const words = { personWords: `${mark}の言葉`, wishes: `${mark}の希望`, environment: `${mark}の環境` };
    await world.ask(contracts.RecordAssessmentV1, { caseRef, ...words }, story.worker);
    const note = { caseRef, kind: 'call', text: `${mark}の経過` };
    const { id: noteRef } = await world.ask(contracts.WriteNoteV1, note, story.worker);
    await story.grant(personRef, [
      ...['intake_record', 'internal_sharing', 'multilayered_conference'].map((scope) => ({ scope })),
      { scope: 'family_contact' },
      { scope: 'participation_matching' },
      { scope: 'provider_disclosure', orgIds: [orgId] },
    ]);
    const plan = { caseRef, personRef, goal: `${mark}の目標`, wishes: `${mark}の願い` };
    const { id: planId } = await world.ask(contracts.DraftParticipationPlanV1, plan, story.worker);
    const around = { personRef, name: `${mark}の姉`, relation: 'sister', mayBeContacted: 'yes' as const };
    const { id: keyPersonId } = await world.ask(contracts.AddKeyPersonV1, around, story.worker);
    const safetyNote = `${mark}の安全上の注意`;
    await world.ask(contracts.RecordKeyPersonSafetyV1, { personRef, keyPersonId, safetyNote }, story.worker);
    const safety = { avoidOrgIds: [anId()], avoidMenuIds: [anId()], avoidWithinMeters: 500, guardianMayHarm: false };
    await world.ask(contracts.RecordSafetyV1, { personRef, ...safety }, story.worker);
    const { referralId, supportPlanId } = await referAndPlan(caseRef, mark);
    const made = { caseRef, noteRef, planId, keyPersonId, orgId, referralId, supportPlanId };
    const seen = [...Object.values(made), ...safety.avoidOrgIds, ...safety.avoidMenuIds];
    const ids = { personRef, proposalId, ...made };
    return { ids, markers: [mark, phone, ...seen] };
  }

  /** A つなぐシート to another desk, and a plan of several agencies. */
  async function referAndPlan(caseRef: string, mark: string): Promise<Record<'referralId' | 'supportPlanId', string>> {
    const [fromDeskId = '', toDeskId = ''] = deskIds;
    const sheet = {
      urgency: 'normal',
      topics: ['housing'],
      household: 'composition',
      meeting: 'accompany',
      items: ['name'],
    };
    const words = { reasons: `${mark}のつなぐ理由`, asksFor: `${mark}の依頼` };
    const draft = { caseRef, fromDeskId, ...sheet, ...words };
    const { id: referralId } = await world.ask(contracts.DraftReferralV1, draft, reader);
    await world.ask(contracts.SendReferralV1, { referralId, toDeskId, basis: 'consent' }, reader);
    const why = { caseRef, reasons: ['role_unclear'], words: `${mark}の重なる事情` };
    await world.ask(contracts.RequestMultiAgencyV1, why, reader);
    const main = { caseRef, mainWorkerSub: READER, mainDeskId: fromDeskId };
    await world.ask(contracts.AcceptMultiAgencyV1, main, reader);
    const content = { personWords: `${mark}のプランの言葉` };
    const { id: supportPlanId } = await world.ask(contracts.DraftSupportPlanV1, { caseRef, content }, reader);
    return { referralId, supportPlanId };
  }

  /** What a request asks about this one; what it does not ask about, it gets nothing of. */
  function inputFor(request: RequestType, { ids }: Member): object {
    const given: Readonly<Record<string, unknown>> = {
      ...ids,
      // Two kinds of plan are asked for by one field.
      planId: /SupportPlan|PlanRecords|PlanAction|PlanTransfers/.test(request.name)
        ? ids['supportPlanId']
        : ids['planId'],
      ...{ deskId: deskIds[1], at: new Date().toISOString() },
      ...{ householdId, personRefs: [ids['personRef'], ids['personRef']], scope: 'family_contact' },
      ...{
        name: '夫側 氏名',
        kana: 'おっとがわ しめい',
        birthDate: '1988-06-07',
        limit: 100,
        until: '2099-01-01',
        on: today(),
      },
    };
    const entries = fieldsOf(request).flatMap((field) =>
      field in given ? [[field, given[field]]] : /(?:Ref|Id)$/.test(field) ? [[field, anId()]] : [],
    );
    return Object.fromEntries(entries) as object;
  }

  const everybody = ({ allow }: RequestType, ids: Member['ids']): Actor =>
    allow.includes('SYSTEM')
      ? world.actor('SYSTEM')
      : world.actor(HUMAN_ROLES, { sub: READER, orgId: ids['orgId'] ?? '' });

  /** Lists of everybody's cases and the like: lines of many persons, without words. */
  const ofMany = (request: RequestType): boolean =>
    !fieldsOf(request).some((field) => field !== 'deskId' && /(?:Ref|Refs|Id|Ids|name)$/.test(field));

  async function readAll(about: Member): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const request of READS.filter((one) => !ofMany(one))) {
      const asked = world.ask(request, inputFor(request, about), everybody(request, about.ids));
      const answer: unknown = await asked.catch(() => undefined);
      if (answer !== undefined) texts.set(request.name, JSON.stringify(answer));
    }
    return texts;
  }

  it('are read apart: nothing of hers is in anything that is read about him (L10)', async () => {
    const read = await readAll(husband);
    for (const [request, text] of read) {
      const leaked = wife.markers.filter((marker) => text.includes(marker));
      expect([request, leaked]).toEqual([request, []]);
    }
    const own = [...read.values()].join();
    for (const marker of husband.markers) expect(own).toContain(marker);
    expect([...read.keys()]).toEqual(
      expect.arrayContaining([
        ...['ReadCaseV1', 'ReadPersonV1', 'ReadConsentV1', 'ReadHouseholdV1', 'ListNotesV1', 'ListAssessmentsV1'],
        ...['ReadSafetyV1', 'ListKeyPersonsV1', 'ReadKeyPersonSafetyV1', 'ReadParticipationPlanV1', 'PersonRecordsV1'],
        ...[
          'MatchingProfileV1',
          'FindDuplicatesV1',
          'DuplicatesOfPersonV1',
          'ListHouseholdChangesV1',
          'PlacesToAvoidV1',
        ],
      ]),
    );
  }, 60_000);

  it('are read apart the other way round, too', async () => {
    for (const [request, text] of await readAll(wife)) {
      expect([request, husband.markers.filter((marker) => text.includes(marker))]).toEqual([request, []]);
    }
  }, 60_000);

  it('are in lists of many only as references and codes', async () => {
    const words = [husband, wife].flatMap(({ markers }) => markers.slice(0, 2));
    const lists = READS.filter(ofMany);
    expect(lists.map(({ name }) => name)).toContain('ListCasesV1');
    for (const request of lists) {
      const asked = world.ask(request, inputFor(request, husband), everybody(request, husband.ids));
      const text = JSON.stringify(await asked.catch(() => undefined)) ?? '';
      expect([request.name, words.filter((word) => text.includes(word))]).toEqual([request.name, []]);
    }
  });

  it('take none of the other’s aggregates by naming the own person beside them', async () => {
    const [own, hers] = [husband.ids, wife.ids] as const;
    const note = { personRef: own['personRef'] ?? '', keyPersonId: hers['keyPersonId'] ?? '' };
    const safety = world.ask(contracts.ReadKeyPersonSafetyV1, note, story.worker);
    await expect(safety).rejects.toMatchObject({ code: 'key-person.not-found' });
    const mixed = { caseRef: own['caseRef'] ?? '', noteRef: hers['noteRef'] ?? '' };
    const caseNote = world.ask(contracts.CaseNoteV1, mixed, world.actor('SYSTEM'));
    await expect(caseNote).rejects.toMatchObject({ code: 'note.not-found' });
  });
});
