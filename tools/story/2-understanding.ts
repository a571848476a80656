import { acceptedRequest, confirmedPlan } from '../acts';
import { momentOf } from '../seed/days';
import { confirmEverything } from '../seed/fresh';
import type { Book } from './book';
import household from './household.json';

const DAYS = { consent: 31, plan: 38 } as const;
const AGE = 54;

export interface Subject {
  readonly caseRef: string;
  readonly engagementId: string;
  readonly personRef: string;
}

/** The person says yes to some things and no to others; what he is good at comes before what is difficult. */
export async function understand(
  book: Book,
  known: { readonly caseRef: string; readonly engagementId: string },
): Promise<Subject> {
  await book.turnTo(book.day(DAYS.consent), '14:00');
  const csw = book.people.as('CSW');
  const { caseRef, engagementId } = known;
  const birthDate = `${Number(book.today.slice(0, 4)) - AGE}-02-11`;
  const { id: personRef } = await csw.post('/persons', { ...household.son, birthDate, safetyAsked: true });
  await csw.post(`/cases/${caseRef}/person`, { personRef });
  await csw.post('/households', {
    members: [
      { personRef, relation: 'self', age: AGE, registered: true, actual: true, livingApart: false },
      { relation: 'mother', age: 82, registered: true, actual: true, livingApart: false },
    ],
  });
  await askForConsent(book, personRef);
  await csw.post(`/cases/${caseRef}/acceptance`);
  await csw.post(`/engagements/${engagementId}/hand-over`, {
    ...{ personRef, caseRef, nextActionOn: book.day(DAYS.plan) },
  });
  await csw.post(`/cases/${caseRef}/assessments`, household.assessment);
  await csw.post(`/cases/${caseRef}/single-support`);
  tell(book);
  return { caseRef, engagementId, personRef };
}

async function askForConsent(book: Book, personRef: string): Promise<void> {
  const csw = book.people.as('CSW');
  const { bicycles, sorting } = book.places;
  await csw.post(`/persons/${personRef}/consent/explanation`, {
    ...{ explainedOn: book.today, policyVersion: '2026.1', method: 'spoken' },
  });
  await csw.post(`/persons/${personRef}/consent/grant`, {
    terms: [
      { scope: 'intake_record' },
      { scope: 'participation_matching' },
      { scope: 'anonymous_inquiry' },
      { scope: 'provider_disclosure', orgIds: [bicycles.orgId, sorting.orgId] },
    ],
    refusedScopes: ['family_contact', 'followup_after_close'],
    method: 'signature',
    personWords: '自転車屋と、部品の所までなら名前を出していい。母さんには自分で言う。',
  });
}

function tell({ teller, today }: Book): void {
  teller.scene(today, '何を、だれに、いつまで');
  teller.act('CSW', '個人情報の扱いを説明する。本人は一つずつ決めた。');
  teller.act('本人', '「自転車屋と、部品の所までなら名前を出していい。母さんには自分で言う」');
  teller.act('', '同意: 記録・場探し・匿名の照会・二団体への氏名。同意しない: 家族への連絡・終結後の連絡。');
  teller.act('CSW', '得意: 修理。関心: 機械いじり。避けたい: 接客・集団・電話。一つの機関で支える。');
}

/** A plan in the person's words, and the search that begins with it. Old reports are worth nothing: the places spoke this morning. */
export async function plan(book: Book, subject: Subject): Promise<string> {
  await book.turnTo(book.day(DAYS.plan), '09:00');
  await confirmEverything(book.people, momentOf(book.today, '08:30'));
  await book.turnTo(book.day(DAYS.plan), '13:30');
  const worker = book.people.as('PARTICIPATION_WORKER');
  const words = '週に一、二度、手を動かす用事がほしい。しゃべらなくていいなら。';
  const planId = await confirmedPlan(
    worker,
    subject,
    { goal: '週に一度、手を動かす役割を持つ', wishes: household.assessment.wishes, personWords: words },
    book.today,
  );
  book.teller.scene(book.today, '参加支援プランと場探し');
  book.teller.act('各団体', '今朝、空きを報告し直した。三十日より古い空き情報では、だれにも提案しない。');
  book.teller.act('本人', `「${words}」`);
  book.teller.act('参加支援員', 'その言葉のままプランにした。歩ける所、平日の午後、三人まで、見守りのある場を探す。');
  return acceptedRequest(worker, { ...subject, planId }, household.need);
}
