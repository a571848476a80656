import type { Book } from './book';

const DAYS = { call: 0, letter: 3, mother: 10, photograph: 17, door: 24 } as const;

/** Nobody has agreed to anything yet: a worried neighbourhood, letters, a mother at the door, at last a voice. */
export async function reachOut(book: Book): Promise<{ readonly caseRef: string; readonly engagementId: string }> {
  const caseRef = await takeTheCall(book);
  const engagementId = await beginOutreach(book, caseRef);
  await writeAndVisit(book, engagementId);
  return { caseRef, engagementId };
}

async function takeTheCall(book: Book): Promise<string> {
  await book.turnTo(book.day(DAYS.call));
  const counter = book.people.as('INTAKE_WORKER');
  const { id: caseRef } = await counter.post('/consultations', {
    receivedOn: book.today,
    channel: 'minsei',
    chiefComplaint: '八十代の母親と五十代の息子の家。息子の姿を何年も見ていない。母親の買い物袋が重そうだった。',
    urgency: 'normal',
    consentState: 'none',
    caller: { kind: 'minsei' },
    intakeTopics: ['hikikomori', 'family'],
    situationTags: ['household_80_50'],
  });
  await counter.post(`/cases/${caseRef}/triage`, {
    fields: ['other'],
    result: 'outreach',
    issueCategories: ['isolation'],
  });
  await counter.post(`/cases/${caseRef}/outreach`, { note: '本人とはまだ話せていない。最小限の記録で始める。' });
  const { caseNumber } = await counter.get<{ readonly caseNumber: string }>(`/cases/${caseRef}`);
  book.teller.scene(book.today, '一本の電話');
  book.teller.act('民生委員', '「八十代のお母さんと五十代の息子さんの家です。息子さんを何年も見ていません」');
  book.teller.act('相談支援員', `ケース ${caseNumber} をひらく。同意はまだない。最小限の記録で、働きかけへ。`);
  return caseRef;
}

async function beginOutreach(book: Book, caseRef: string): Promise<string> {
  const csw = book.people.as('CSW');
  const { id } = await csw.post('/engagements', {
    caseRef,
    personRef: null,
    source: 'minsei',
    basisCode: 'internal_duty',
    reason: 'isolation',
    nextActionOn: book.day(DAYS.letter),
  });
  await csw.post(`/engagements/${id}/preparation`, { nextActionOn: book.day(DAYS.letter) });
  await csw.post(`/engagements/${id}/reaching-out`, { safetyPlanned: true, nextActionOn: book.day(DAYS.letter) });
  return id;
}

/** The tries, one after the other; each names the next action, so that nobody is forgotten. */
async function writeAndVisit(book: Book, engagementId: string): Promise<void> {
  const { teller } = book;
  const attempt = (step: string, day: number, next: number, how: Attempt): Promise<void> =>
    contact(book, `/engagements/${engagementId}/${step}`, book.day(day), { ...how, nextActionOn: book.day(next) });

  await attempt('attempts', DAYS.letter, DAYS.mother, {
    ...{ method: 'letter', result: 'no_response', stageAfter: 'R1', place: null },
  });
  teller.scene(book.today, '返事を求めない手紙');
  teller.act('CSW', '短い手紙を入れる。封筒に役所の名前は出さない。返事はない(関係段階 R1)。');

  await attempt('family-contact', DAYS.mother, DAYS.photograph, {
    ...{ method: 'home_visit', result: 'family_only', stageAfter: 'R2', place: 'home' },
  });
  const families = { menuId: book.places.families.menuId, date: book.today, people: 1, kind: 'information' };
  await book.people.as('CSW').post('/introductions', families);
  teller.scene(book.today, '玄関先の母');
  teller.act('CSW', '二人で訪ね、母と話す(R2)。「機械ばかりの子で」。家族の会を案内し、件数だけ残す。');

  await attempt('attempts', DAYS.photograph, DAYS.door, {
    ...{ method: 'interest_info', result: 'indirect_reaction', stageAfter: 'R3', place: 'home' },
  });
  await attempt('person-contact', DAYS.door, DAYS.door + 7, {
    ...{ method: 'home_visit', result: 'spoke_briefly', stageAfter: 'R4', place: 'home' },
  });
  teller.scene(book.today, 'ドアごしの声');
  teller.act('CSW', '先週置いた古いラジオの写真がなくなっていた(R3)。今日、声がした(R4)。');
  teller.act('本人', '「あれは真空管じゃない。コンデンサーを替えれば鳴る」');
}

interface Attempt {
  readonly method: string;
  readonly result: string;
  readonly stageAfter: string;
  readonly place: string | null;
}

async function contact(book: Book, path: string, on: string, told: object): Promise<void> {
  await book.turnTo(on, '15:00');
  await book.people.as('CSW').post(path, { ...told, on });
}
