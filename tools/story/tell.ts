import { localDay } from '#libs/kernel';
import { resetClock } from '../clock';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import { findMenu } from '../seed/city';
import { firstDay } from '../seed/days';
import { confirmEverything } from '../seed/fresh';
import { reachOut } from './1-reaching-out';
import { plan, understand } from './2-understanding';
import { find } from './3-finding';
import { settle } from './4-settling';
import { close, lookAround } from './5-closing';
import { Book, type Places } from './book';
import { Teller } from './teller';

/**
 * One whole case of the seeded city, in the roles that really do each step: it begins some months ago, moves the
 * domain clock from scene to scene and ends today. Fails with the call that failed, its status and code.
 */
export async function tellStory(system: RunningSystem, listener: (line: string) => void): Promise<void> {
  const people = new People(system);
  const teller = new Teller(listener);
  const book = new Book(system, people, teller, await placesOf(people), firstDay(new Date()));
  teller.title('さくら野市のある参加支援の話(市も人も団体も架空です。以下の一行一行が公開 API で行われました)');
  let placementId: string;
  try {
    placementId = await live(book);
  } finally {
    await resetClock(system.databases, system.tenant);
  }
  await confirmEverything(people, new Date());
  await lookAround(book, localDay(new Date()), placementId);
}

async function live(book: Book): Promise<string> {
  const subject = await understand(book, await reachOut(book));
  const requestId = await plan(book, subject);
  const placementId = await find(book, subject, requestId);
  await settle(book, placementId);
  await close(book, subject, { requestId, placementId });
  return placementId;
}

async function placesOf(people: People): Promise<Places> {
  const [bicycles, sorting, repairers, families] = await Promise.all([
    findMenu(people, '自転車のかわせみ 作業場', '修理の手伝い(奥の作業台)'),
    findMenu(people, '部品の仕分け場 ことこと', 'ねじと部品を数えて袋に分ける'),
    findMenu(people, '家電の「なおし隊」', '持ち込まれた家電をみんなで直す'),
    findMenu(people, 'ひきこもりを考える家族の会', '土曜の分かち合い'),
  ]);
  return { bicycles, sorting, repairers, families };
}
