import { addMonths } from '#libs/kernel';
import type { FollowUp, ListOf, Placement } from '../answers';
import { until } from '../until';
import type { Book } from './book';

const FIRST_DAY = 50;
const REGULAR = 8;

/** The first day, the follow-ups with both sides, a worry that is mended, and the tie that holds. */
export async function settle(book: Book, placementId: string): Promise<void> {
  const planned = await begin(book, placementId);
  await lookAfter(book, placementId, planned);
  await holds(book, placementId);
}

async function begin(book: Book, placementId: string): Promise<readonly FollowUp[]> {
  await book.turnTo(book.day(FIRST_DAY), '16:45');
  const worker = book.people.as('PARTICIPATION_WORKER');
  await worker.post(`/placements/${placementId}/start`, { startedOn: book.today });
  const planned = await until('the follow-ups of the placement', async () => {
    const { items } = await worker.get<ListOf<FollowUp>>(`/follow-ups?placementId=${placementId}`);
    return items.length >= REGULAR ? items : undefined;
  });
  book.teller.scene(book.today, 'はじまり');
  book.teller.act('参加支援員', '初日は一緒に行き、入口で別れた。本人は奥の作業台へ。');
  book.teller.act('つなぎ', `一週・二週・一か月・三か月のフォローを、本人と受入先に予定した(${planned.length} 件)。`);
  return planned;
}

async function lookAfter(book: Book, placementId: string, planned: readonly FollowUp[]): Promise<void> {
  const { teller } = book;
  const ask = (step: string, results: Results): Promise<void> => followUp(book, planned, step, results);

  await ask('week1', { person: 'good', host: 'good' });
  teller.scene(book.today, '一週間');
  teller.act('本人・店主', '「行けた」「黙っていても手は確かです」。どちらも良好。');

  await ask('week2', { person: 'concern', host: 'good' });
  await untilAdvised(book, placementId, 'issue');
  teller.scene(book.today, '二週間、一つの気がかり');
  teller.act('本人', '「コンプレッサーの音が背中でいきなり鳴る。あれだけは……」');
  await mend(book, placementId);
  teller.act('つなぎ', '記録から「環境調整を」と担当へ知らせた。二度書く人はいない。');
  teller.act('地域福祉Co.', '店を訪ね、鳴らす前に合図し、台の向きを変えることにした。調整済み。');

  await ask('month1', { person: 'good', host: 'good' });
  teller.scene(book.today, '一か月');
  teller.act('本人・店主', '「合図があると平気」「常連の一台を任せました」。どちらも良好。');

  await ask('month3', { person: 'good', host: 'good' });
}

interface Results {
  readonly person: string;
  readonly host: string;
}

/** Both sides are asked on the day: the person by 参加支援員, the host by 地域福祉コーディネーター. */
async function followUp(book: Book, planned: readonly FollowUp[], step: string, results: Results): Promise<void> {
  const due = planned.filter((one) => one.step === step);
  await book.turnTo(due[0]?.dueOn ?? book.today, '17:00');
  for (const { id, side } of due) {
    const worker = book.people.as(side === 'person' ? 'PARTICIPATION_WORKER' : 'COMMUNITY_COORDINATOR');
    await worker.post(`/follow-ups/${id}/result`, {
      result: results[side],
      recordedOn: book.today,
      contactMethod: side === 'person' ? 'accompany' : 'place_visit',
    });
  }
}

const placementOf = (book: Book, placementId: string): Promise<Placement> =>
  book.people.as('PARTICIPATION_WORKER').get<Placement>(`/placements/${placementId}`);

const untilAdvised = (book: Book, placementId: string, advice: string): Promise<Placement> =>
  until(`the advice "${advice}" at the placement`, async () => {
    const placement = await placementOf(book, placementId);
    return placement.advice === advice ? placement : undefined;
  });

async function mend(book: Book, placementId: string): Promise<void> {
  const worker = book.people.as('PARTICIPATION_WORKER');
  const coordinator = book.people.as('COMMUNITY_COORDINATOR');
  await worker.post(`/placements/${placementId}/issue`, { side: 'person', reasonCode: 'noise' });
  await coordinator.post(`/placements/${placementId}/host-support`, { kind: 'environment', on: book.today });
  await worker.post(`/placements/${placementId}/adjustment`);
}

async function holds(book: Book, placementId: string): Promise<void> {
  const { startedOn } = await placementOf(book, placementId);
  const threeMonths = addMonths(startedOn ?? book.today, 3);
  if (book.today < threeMonths) await book.turnTo(threeMonths, '17:30');
  await untilAdvised(book, placementId, 'stabilize');
  await book.people.as('PARTICIPATION_WORKER').post(`/placements/${placementId}/stabilization`);
  book.teller.scene(book.today, '三か月');
  book.teller.act('本人', '「火曜と金曜は、体が勝手に起きる」');
  book.teller.act('参加支援員', '三か月、直近三回が良好、双方の声。「つながりが安定した」と判断した。');
}
