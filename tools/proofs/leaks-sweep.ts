import type { RequestType } from '#libs/contracts';
import { ROLES } from '#libs/kernel';
import type { Asking } from './leaks-acts';
import { kindOf, type Place, type Somebody } from './leaks-model';
import { inputsFor, type Pools, READS } from './leaks-reads';
import type { Town } from './leaks-town';

const SIDE_BY_SIDE = 16;

export interface Swept {
  answers: number;
  /** Words that were seen where the model says that they may be, and in which kinds of places. */
  seen: number;
  readonly kinds: Set<string>;
  readonly leaks: string[];
  /** Members who should have read words and did not. */
  lost: number;
  /** Questions that never got past the check of their fields. */
  readonly unasked: Set<string>;
}

/** Everybody who could ask: workers of every role, members, chairs, hosts, another town, the services themselves. */
function askersOf(town: Town, elsewhere: string): readonly Somebody[] {
  const { worker, office, receiver, members, conferences, orgIds, chance } = town;
  const as = (role: string, orgId: string | null = null, tenant = worker.tenant): Somebody => ({
    sub: role === 'SYSTEM' ? 'system:gateway' : `${role.toLowerCase()}-${orgId ?? ''}${tenant}-${chance.prefix}`,
    ...{ roles: [role], orgId, tenant },
  });
  return [
    ...[worker, office, receiver, ...members.support, ...members.multilayered],
    ...conferences.map(({ chair }) => chair),
    ...orgIds.map((orgId) => as('PROVIDER_STAFF', orgId)),
    ...ROLES.map((role) => as(role)),
    as('CSW', null, elsewhere),
    { ...as('CONFERENCE_CHAIR', null, elsewhere), roles: ['CONFERENCE_CHAIR', 'CONFERENCE_MEMBER', 'CSW'] },
  ];
}

const poolsOf = (town: Town): Pools => ({
  caseRef: town.people.map(({ caseRef }) => caseRef),
  personRef: town.people.map(({ personRef }) => personRef),
  conferenceId: town.conferences.map(({ conferenceId }) => conferenceId),
  itemId: town.conferences.flatMap(({ items }) => items.map(({ itemId }) => itemId)),
  planId: town.plans.map(({ planId }) => planId),
  referralId: town.sheets.map(({ referralId }) => referralId),
  proposalId: town.proposals.map(({ proposalId }) => proposalId),
  orgId: town.orgIds,
  householdId: town.households,
  noteRef: town.noteRefs,
  deskId: town.deskIds,
  concernId: town.concerns.map(({ concernId }) => concernId),
  receiptId: town.concerns.map(({ receiptId }) => receiptId),
  engagementId: town.engagements,
});

/** What depends on who somebody is and not only on the role: everybody asks it. The rest is asked once for each set of roles. */
export const goesByWhoAsks = ({ subject }: RequestType): boolean =>
  /-(?:conferences?|item|transfers|support-plan|received-referral)\.v/.test(subject);

function questionsOf(town: Town, elsewhere: string, reads: readonly RequestType[]): readonly Question[] {
  const pools = poolsOf(town);
  const items = town.conferences.flatMap(({ conferenceId, items: all }) =>
    all.map(({ itemId }) => ({ conferenceId, itemId })),
  );
  const askers = askersOf(town, elsewhere);
  const sets = new Map(askers.map((who) => [`${[...who.roles].sort().join()} ${who.orgId} ${who.tenant}`, who]));
  return reads.flatMap((read) => {
    const inputs = inputsFor(read, pools, items);
    return (goesByWhoAsks(read) ? askers : [...sets.values()]).flatMap((who) => {
      const mayAsk = who.roles.some((role) => read.allow.some((allowed) => allowed === role));
      return (mayAsk ? inputs : inputs.slice(0, 1)).map((input) => ({ read, who, input, mayAsk }));
    });
  });
}

interface Question {
  readonly read: RequestType;
  readonly who: Somebody;
  readonly input: Readonly<Record<string, unknown>>;
  readonly mayAsk: boolean;
}

/** Everybody asks everything with every id there is, and with ids that are guessed. */
export async function sweep(town: Town, asking: Asking, elsewhere: string, reads = READS): Promise<Swept> {
  const unasked = new Set(reads.map((read) => read.subject));
  const swept: Swept = { answers: 0, seen: 0, kinds: new Set(), leaks: [], lost: 0, unasked };
  const seenBy = new Set<string>();
  const questions = [...questionsOf(town, elsewhere, reads)];
  const lane = async (): Promise<void> => {
    for (let question = questions.pop(); question; question = questions.pop()) {
      const { read, who, input, mayAsk } = question;
      const answer = await asking.read(read, input, who);
      swept.answers += 1;
      if (mayAsk && !answer.includes('"fields.invalid"')) swept.unasked.delete(read.subject);
      for (const words of wordsIn(town, answer)) {
        const places = town.model.allows(who, { subject: read.subject, input }, words);
        if (places.length > 0) {
          swept.seen += 1;
          for (const place of places) swept.kinds.add(kindOf(place));
          seenBy.add(`${words} ${who.sub}`);
        } else swept.leaks.push(`${read.subject} told ${who.roles.join('+')} words of ${placesOf(town, words)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return { ...swept, lost: lostOf(town, askersOf(town, elsewhere), seenBy) };
}

/** Words of a town; ids of its people begin alike and go on with a digit or end. */
export const wordsOf = (prefix: string): RegExp => new RegExp(`${prefix}[a-j]+z`);

const wordsIn = ({ chance }: Town, answer: string): readonly string[] => [
  ...new Set([...answer.matchAll(new RegExp(wordsOf(chance.prefix), 'g'))].map(([words]) => words)),
];

const placesOf = ({ model }: Town, words: string): string =>
  [...new Set((model.places.get(words) ?? []).map(kindOf))].join(', ');

/** The other direction: nobody who may read an item is kept from its words. */
function lostOf({ model }: Town, askers: readonly Somebody[], seenBy: ReadonlySet<string>): number {
  const itemOf = (place: Place) => (place.at === 'item' ? [place.item] : []);
  let lost = 0;
  for (const [words, places] of model.places) {
    for (const who of askers) {
      const may = places.flatMap(itemOf).some((item) => model.readsItem(who, item));
      if (may && !seenBy.has(`${words} ${who.sub}`)) lost += 1;
    }
  }
  return lost;
}
