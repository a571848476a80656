import { randomUUID } from 'node:crypto';
import {
  AcceptDirectlyV1,
  AnswerWillingV1,
  InquireNamedV1,
  OfferProposalV1,
  ReadProposalV1,
  RecordInterestV1,
} from '#libs/contracts';
import type { Town } from './fixtures';

const ONLY = { singleOptionReasonCode: 'only_one_near' };

/** Up to a step of one proposal. */
export async function proposed(town: Town, until: 'willing' | 'offered' | 'interested' | 'named') {
  const menu = await town.menu({}, { total: 5 });
  const personRef = town.person([menu.orgId]);
  const proposalId = await town.inquired(personRef, menu.menuId);
  const { matchRequestId } = await town.world.ask(ReadProposalV1, { proposalId }, town.worker);
  const steps = [
    ['willing', () => town.world.ask(AnswerWillingV1, { proposalId }, town.host(menu.orgId))],
    ['offered', () => town.world.ask(OfferProposalV1, { proposalId, ...ONLY }, town.worker)],
    [
      'interested',
      () => town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker),
    ],
    ['named', () => town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker)],
  ] as const;
  for (const [name, act] of steps) {
    await act();
    if (name === until) break;
  }
  return { menu, personRef, proposalId, matchRequestId };
}

export async function placed(town: Town) {
  const all = await proposed(town, 'named');
  const { proposalId } = all;
  const yes = { proposalId, reasonCode: 'trial_not_needed' as const, personAgreed: true, hostAgreed: true };
  const { placementId } = await town.world.ask(AcceptDirectlyV1, yes, town.worker);
  return { ...all, placementId };
}

/** Moves the clock of a town by so many days; after each test of the file they have not passed. */
export function passingDays(town: () => Town): (count: number) => Promise<void> {
  let ahead = 0;
  const days = async (count: number): Promise<void> => {
    ahead += count;
    await town().world.moveClock({ days: count });
  };
  afterEach(() => days(-ahead));
  return days;
}
