import { randomUUID } from 'node:crypto';
import {
  type EventType,
  ListSharesV1,
  NamedInquirySentV1,
  ProposalEndedV1,
  ReadDisclosureV1,
  type Versioned,
} from '#libs/contracts';
import { BusConnection } from '#libs/messaging';
import { ensureKeys } from '../embedded/keys';
import type { RunningSystem } from '../running-system';
import { keysFolder } from '../state';
import { until } from '../until';
import type { Asking } from './leaks-acts';
import type { Person, Somebody } from './leaks-model';
import { recordWordsOf, type Town } from './leaks-town';

const ITEMS: NamedInquirySentV1['items'] = ['name', 'considerations'];

/** What matching says, said with matching's own login: intake hears it as it hears matching. */
export interface MatchingVoice {
  say<T extends object & Versioned>(event: EventType<T>, data: T): Promise<void>;
  close(): Promise<void>;
}

export async function openMatchingVoice(system: RunningSystem, tenant: string): Promise<MatchingVoice> {
  const { secrets } = ensureKeys(keysFolder(system.dataDir));
  const login = { url: system.nats.url, user: 'matching', password: secrets.nats.matching, name: 'proof' };
  const bus = await BusConnection.open(login, () => undefined);
  return {
    close: () => bus.close(),
    async say(event, data) {
      const id = randomUUID();
      const aggregateId = String((data as Record<string, unknown>)[event.aggregate]);
      const told = { id, subject: event.subject, tenant, correlationId: id, occurredAt: new Date().toISOString() };
      await bus.js.publish(event.subject, JSON.stringify({ ...told, aggregateId, data }), { msgID: id });
    },
  };
}

/** Hosts of people, whether they agreed to it or not, are inquired of by name; some of the proposals come to nothing. */
export async function enterInquiries(town: Town, asking: Asking, voice: MatchingVoice): Promise<void> {
  const { chance, people, orgIds } = town;
  const [first] = people;
  for (const person of people) {
    for (const orgId of person === first ? orgIds : chance.some(orgIds, 0.5)) {
      const inquiry = { proposalId: randomUUID(), personRef: person.personRef, orgId };
      await voice.say(NamedInquirySentV1, { ...inquiry, items: ITEMS, version: 1 });
      await untilHeard(town, asking, inquiry);
      const ended = person !== first && chance.is(0.2);
      town.proposals.push({ ...inquiry, person, ended });
      if (ended) await end(town, asking, voice, inquiry);
      else tellHost(town, person, inquiry);
    }
  }
}

interface Inquiry {
  readonly proposalId: string;
  readonly personRef: string;
  readonly orgId: string;
}

function tellHost({ model, identity }: Town, person: Person, { proposalId, orgId }: Inquiry): void {
  for (const words of recordWordsOf(model, person))
    if (identity.has(words)) model.put(words, { at: 'host', person, proposalId, orgId });
}

/** Intake has written down that the host was told. */
async function untilHeard({ worker }: Town, asking: Asking, { proposalId, personRef }: Inquiry): Promise<void> {
  await until('a named inquiry to be heard', async () =>
    (await asking.read(ListSharesV1, { personRef, limit: 100 }, worker)).includes(proposalId) ? true : undefined,
  );
}

async function end({ worker }: Town, asking: Asking, voice: MatchingVoice, inquiry: Inquiry): Promise<void> {
  await voice.say(ProposalEndedV1, { ...inquiry, state: 'EXPIRED', version: 2 });
  const host: Somebody = { ...worker, roles: ['PROVIDER_STAFF'], orgId: inquiry.orgId };
  await until('the end of a proposal to be heard', async () => {
    const answer = await asking.read(ReadDisclosureV1, { proposalId: inquiry.proposalId }, host);
    return answer.includes('disclosure.not-found') ? true : undefined;
  });
}
