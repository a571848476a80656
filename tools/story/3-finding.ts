import { labelOf } from '#libs/kernel';
import type { Capacity, Inquiry, ListOf, Ranking } from '../answers';
import type { KnownMenu } from '../seed/registry';
import { ifMissing, until } from '../until';
import type { Subject } from './2-understanding';
import type { Book } from './book';

const DAYS = { hosts: 40, choice: 42, named: 43, trial: 46 } as const;
const REASONS_OF_THE_OTHER = 3;

/** From the ranking to the place that is taken; gives the placementId. */
export async function find(book: Book, subject: Subject, requestId: string): Promise<string> {
  await rank(book, requestId);
  const [bicycles, sorting] = await propose(book, requestId);
  await hostsAnswer(book, bicycles, sorting);
  await personChooses(book, subject, bicycles, sorting);
  await giveTheName(book, bicycles);
  return tryIt(book, bicycles);
}

async function rank(book: Book, requestId: string): Promise<void> {
  const { places, teller } = book;
  const worker = book.people.as('PARTICIPATION_WORKER');
  const ranking = await until('the places and their reports in the ranking', async () => {
    const seen = await worker.post<Ranking>(`/match-requests/${requestId}/search`);
    const known = [places.bicycles, places.sorting].every(({ menuId }) =>
      seen.candidates.some((one) => one.menuId === menuId),
    );
    return known ? seen : undefined;
  });
  teller.act(
    'つなぎ',
    `${ranking.compared} の場を比べ、${ranking.candidates.length} つを理由つきで並べた。順位は参考。選ぶのは人。`,
  );
  for (const { menuId, rank: place, name, orgName, reasonsJa } of ranking.candidates) {
    const reasons = menuId === places.bicycles.menuId ? reasonsJa : reasonsJa.slice(0, REASONS_OF_THE_OTHER);
    if (menuId === places.bicycles.menuId || menuId === places.sorting.menuId)
      teller.act(`　${place}位`, `${orgName ?? ''}「${name}」: ${reasons.join('')}`);
  }
  const left = ranking.excluded.find(({ menuId }) => menuId === places.repairers.menuId);
  if (!left) throw new Error('The place that is a group was not excluded.');
  teller.act('　出さない', `「${left.name}」: ${left.reasonsJa.join('')}(集団)`);
  await worker.post(`/match-requests/${requestId}/shortlist`, {
    menuIds: ranking.candidates
      .map(({ menuId }) => menuId)
      .filter((menuId) => [places.bicycles.menuId, places.sorting.menuId].includes(menuId)),
    orderChangedReasonCode: 'talk_with_person',
  });
}

/** Asks both hosts without a name and holds a place at each. */
async function propose(book: Book, requestId: string): Promise<readonly [string, string]> {
  const worker = book.people.as('PARTICIPATION_WORKER');
  const inquire = async ({ menuId }: KnownMenu): Promise<string> => {
    const { id } = await worker.post(`/match-requests/${requestId}/proposals`, { menuId });
    await worker.post(`/proposals/${id}/anonymous-inquiry`);
    return id;
  };
  const ids = [await inquire(book.places.bicycles), await inquire(book.places.sorting)] as const;
  const { total, free, held } = await worker.get<Capacity>(`/menus/${book.places.bicycles.menuId}/capacity`);
  book.teller.act('参加支援員', '二つの場へ、名前を出さずにたずねる。答えを待つあいだ、枠を仮押さえする。');
  book.teller.act('　台帳', `自転車のかわせみ: 定員 ${total}、仮押さえ ${held}、空き ${free}`);
  return ids;
}

async function hostsAnswer(book: Book, bicycles: string, sorting: string): Promise<void> {
  await book.turnTo(book.day(DAYS.hosts), '18:30');
  const { places, people, teller } = book;
  const shop = people.host(places.bicycles.orgId);
  const { items } = await shop.get<ListOf<Inquiry>>('/inquiries');
  const person = items.find(({ proposalId }) => proposalId === bicycles)?.person;
  await shop.post(`/proposals/${bicycles}/willing`);
  await people.host(places.sorting.orgId).post(`/proposals/${sorting}/willing`);
  teller.scene(book.today, '受入先の答え');
  teller.act('店主', `画面に見えるのは「${person ? inWords(person) : ''}」だけ。`);
  teller.act('店主', '「奥の作業台なら店には出なくていい。どうぞ」。仕分け場からも「大丈夫です」。');
}

const WEEKDAYS: Readonly<Record<string, string>> = {
  mon: '月',
  tue: '火',
  wed: '水',
  thu: '木',
  fri: '金',
  sat: '土',
  sun: '日',
};

function ageInWords(from: number | null, to: number | null): string {
  if (from === null) return '年代は伝えない';
  return to === null ? `${from}歳以上` : `${from}〜${to}歳`;
}

/** What a host sees of somebody before there is a name. */
function inWords({ ageFrom, ageTo, purposes, supportRequired, days }: NonNullable<Inquiry['person']>): string {
  return [
    ageInWords(ageFrom, ageTo),
    ...purposes.map((code) => labelOf('purposes', code)),
    ...supportRequired.map((code) => labelOf('supportCapabilities', code)),
    days.map((day) => WEEKDAYS[day] ?? day).join(''),
  ].join('・');
}

async function personChooses(book: Book, subject: Subject, bicycles: string, sorting: string): Promise<void> {
  await book.turnTo(book.day(DAYS.choice), '14:00');
  const worker = book.people.as('PARTICIPATION_WORKER');
  for (const id of [bicycles, sorting]) await worker.post(`/proposals/${id}/offer`);
  const words = '部品の所は静かでいい。でも自転車なら、壊れたのが走るようになる。そっちがいい。';
  const note = await worker.post(`/cases/${subject.caseRef}/notes`, { kind: 'choice', text: words });
  await worker.post(`/proposals/${bicycles}/interest`, { personWordsNoteRef: note.id });
  await worker.post(`/proposals/${sorting}/person-refusal`, { reasonCode: 'not_now' });
  book.teller.scene(book.today, '本人が選ぶ');
  book.teller.act('参加支援員', '二つを並べて見せる。断ってもよいこと、理由は言わなくてよいことも伝える。');
  book.teller.act('本人', `「${words}」`);
  const { held, free } = await worker.get<Capacity>(`/menus/${book.places.sorting.menuId}/capacity`);
  book.teller.act('つなぎ', '言葉は本人の記録だけに残り、受入先へは行かない。選ばれなかった枠は放す。');
  book.teller.act('　台帳', `仕分け場ことこと: 仮押さえ ${held}、空き ${free}`);
}

const ITEMS: Readonly<Record<string, string>> = {
  name: '氏名',
  kana: 'ふりがな',
  phone: '電話番号',
  birthYear: '生まれた年',
  considerations: '配慮してほしいこと',
};

async function giveTheName(book: Book, bicycles: string): Promise<void> {
  await book.turnTo(book.day(DAYS.named), '10:00');
  const { places, people, teller } = book;
  const items = ['name', 'kana', 'considerations'];
  await people.as('PARTICIPATION_WORKER').post(`/proposals/${bicycles}/named-inquiry`, { items });
  const shop = people.host(places.bicycles.orgId);
  const read = await until('the disclosure', () =>
    shop.get<Readonly<Record<string, unknown>>>(`/disclosures/${bicycles}`).catch(ifMissing),
  );
  const shown = Object.keys(read).flatMap((key) => ITEMS[key] ?? []);
  const hidden = Object.entries(ITEMS).flatMap(([key, label]) => (key in read ? [] : [label]));
  await shop.post(`/proposals/${bicycles}/trial`, { at: `${book.day(DAYS.trial)}T13:30:00+09:00` });
  teller.scene(book.today, '同意の中で名前を伝える');
  teller.act('参加支援員', 'この店に氏名を伝える同意が今も有効かを確かめ、伝える項目を選ぶ。');
  teller.act('店主', `読めるのは ${shown.join('・')}。${hidden.join('・')}・住所は見えない。`);
}

/** The trial, and both say yes: now the place is taken. */
async function tryIt(book: Book, bicycles: string): Promise<string> {
  await book.turnTo(book.day(DAYS.trial), '17:30');
  const worker = book.people.as('PARTICIPATION_WORKER');
  const feelings = { personFeeling: 'good', hostFeeling: 'good' };
  await worker.post(`/proposals/${bicycles}/trial-done`, feelings);
  const yes = { personAgreed: true, hostAgreed: true };
  const accepted = await worker.post<{ placementId: string }>(`/proposals/${bicycles}/acceptance`, yes);
  const { used, held, free } = await worker.get<Capacity>(`/menus/${book.places.bicycles.menuId}/capacity`);
  book.teller.scene(book.today, '一日だけの体験');
  book.teller.act('本人', 'パンクを二本直した。「三時に帰るつもりが、四時半だった」');
  book.teller.act('参加支援員', '本人と店、両方の「続けたい」を確かめて成立とした。');
  book.teller.act('　台帳', `自転車のかわせみ: 利用 ${used}、仮押さえ ${held}、空き ${free}`);
  return accepted.placementId;
}
