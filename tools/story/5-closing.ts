import type { Capacity, Placement } from '../answers';
import type { Subject } from './2-understanding';
import type { Book } from './book';

const LAST_DAY = 149;

/** Support ends; what the person goes to does not. */
export async function close(
  book: Book,
  { caseRef, engagementId }: Subject,
  { requestId, placementId }: { readonly requestId: string; readonly placementId: string },
): Promise<void> {
  await book.turnTo(book.day(LAST_DAY), '10:00');
  const { people, teller } = book;
  const worker = people.as('PARTICIPATION_WORKER');
  await worker.post(`/match-requests/${requestId}/closure`);
  await worker.post(`/placements/${placementId}/support-closure`, { aftercare: false });
  await people.as('CSW').post(`/cases/${caseRef}/closing`);
  await people.as('DECISION_MAKER').post(`/cases/${caseRef}/closure`, {
    reason: 'connection_stable',
    evaluation: '週二回の役割が三か月続いた。母親の負担も軽くなった。',
    observedChanges: ['participation_up', 'isolation_resolved', 'intermediate_employed', 'relation_improved'],
  });
  await people.as('CSW').post(`/engagements/${engagementId}/closure`, { because: 'tie_holds' });
  teller.scene(book.today, '支援を終える。参加は続く');
  teller.act('本人', '「見に来なくていい。用があれば、こっちから言う」');
  teller.act('参加支援員', '終結後の連絡は本人が望まない。支援だけを終える(SUPPORT_CLOSED)。');
  teller.act('支援決定者', '「つながり先との関係が安定」としてケースを終結。CSW の働きかけも終わる。');
}

/** Today: the city as it is, and the place that is still his. */
export async function lookAround(book: Book, today: string, placementId: string): Promise<void> {
  const worker = book.people.as('PARTICIPATION_WORKER');
  const { state, holdsPlace } = await worker.get<Placement>(`/placements/${placementId}`);
  const { total, used, free } = await worker.get<Capacity>(`/menus/${book.places.bicycles.menuId}/capacity`);
  book.teller.scene(today, '今');
  book.teller.act('店主', `今日の空きを報告した。定員 ${total}、利用 ${used}、空き ${free}。`);
  const whose = holdsPlace ? '本人のもの。返るのは、本人が離れる時' : '返っている';
  book.teller.act('つなぎ', `参加は ${state}。枠は${whose}。`);
}
