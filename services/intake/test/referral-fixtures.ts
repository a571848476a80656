import {
  AcceptReferralV1,
  DraftReferralV1,
  EnterDeskV1,
  LinkPersonToCaseV1,
  ReferOutV1,
  ReturnReferralV1,
  SendReferralV1,
  TriageCaseV1,
} from '#libs/contracts';
import type { Actor, Role } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';
import { anId, Story } from './fixtures';

/** A desk with somebody who works there and its manager. */
export interface DeskOf {
  readonly deskId: string;
  readonly orgId: string | null;
  readonly worker: Actor;
  readonly manager: Actor;
}

export const SHEET = {
  urgency: 'normal',
  topics: ['housing'],
  household: 'none',
  reasons: '家賃の相談は住宅の窓口が詳しいため',
  asksFor: '入居できる住まいを一緒に探してほしい',
  meeting: 'accompany',
  items: ['name', 'phone'],
};

/** The words that nobody but the receiver may find anywhere. */
export const SHEET_WORDS = /家賃|入居できる|架空|000-1111/;

/** Sheets between two desks of the house, about somebody who agreed to be talked about among them. */
export class Referrals {
  private constructor(
    readonly world: ServiceWorld,
    readonly story: Story,
    readonly sender: DeskOf,
    readonly receiver: DeskOf,
  ) {}

  static async start(world: ServiceWorld): Promise<Referrals> {
    const story = new Story(world, ['CSW', 'HOKATSU_COORDINATOR', 'INTAKE_WORKER']);
    const desk = (name: string) => enterDesk(world, story, { nameJa: name });
    return new Referrals(world, story, await desk('福祉総合窓口'), await desk('住宅窓口'));
  }

  desk(more: Partial<EnterDeskV1> = {}): Promise<DeskOf> {
    return enterDesk(this.world, this.story, more);
  }

  /** A triaged case of somebody who agreed that desks of the house, and these agencies, are told. */
  async triaged(agencies: readonly string[] = []): Promise<{ caseRef: string; personRef: string }> {
    const personRef = await this.story.person({ phone: '000-1111-2222', considerations: '静かな席' });
    const agreed = agencies.length > 0 ? [{ scope: 'agency_referral', orgIds: [...agencies] }] : [];
    await this.story.grant(personRef, [{ scope: 'intake_record' }, { scope: 'internal_sharing' }, ...agreed]);
    const caseRef = await this.story.consultation();
    await this.world.ask(LinkPersonToCaseV1, { caseRef, personRef }, this.story.worker);
    const triage = { caseRef, fields: ['livelihood'], result: 'referred' };
    await this.world.ask(TriageCaseV1, triage, this.story.worker);
    return { caseRef, personRef };
  }

  async draft(caseRef: string, more: Partial<DraftReferralV1> = {}): Promise<string> {
    const sheet = { caseRef, fromDeskId: this.sender.deskId, ...SHEET, ...more };
    return (await this.world.ask(DraftReferralV1, sheet, this.sender.worker)).id;
  }

  async sent(caseRef: string, more: Partial<DraftReferralV1> = {}, to = this.receiver): Promise<string> {
    const referralId = await this.draft(caseRef, more);
    await this.world.ask(SendReferralV1, { referralId, ...this.to(to) }, this.sender.worker);
    return referralId;
  }

  /** A case that is referred out with one sheet. */
  async referredOut(
    more: Partial<DraftReferralV1> = {},
  ): Promise<{ caseRef: string; personRef: string; referralId: string }> {
    const { caseRef, personRef } = await this.triaged();
    const referralId = await this.draft(caseRef, more);
    await this.world.ask(ReferOutV1, { caseRef, referralId, ...this.to(this.receiver) }, this.sender.worker);
    return { caseRef, personRef, referralId };
  }

  to({ deskId }: DeskOf): { toDeskId: string; basis: string } {
    return { toDeskId: deskId, basis: 'consent' };
  }

  accept(referralId: string, by = this.receiver.worker) {
    return this.world.ask(AcceptReferralV1, { referralId }, by);
  }

  giveBack(referralId: string, by = this.receiver.worker) {
    const why = { reason: 'more_information', words: '収入のことを先に知りたい' };
    return this.world.ask(ReturnReferralV1, { referralId, ...why }, by);
  }

  async statesOf(...referralIds: readonly string[]): Promise<readonly (string | undefined)[]> {
    const states = [];
    for (const id of referralIds) states.push(await this.stateOf('referral_sheets', id));
    return states;
  }

  async stateOf(table: 'cases' | 'referral_sheets', id: string): Promise<string | undefined> {
    const rows = await this.world.sql<{ state: string }>(`SELECT state FROM ${table} WHERE id = $1`, [id]);
    return rows[0]?.state;
  }
}

const WORKER_ROLES: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW'];

async function enterDesk(world: ServiceWorld, story: Story, more: Partial<EnterDeskV1>): Promise<DeskOf> {
  const worker = world.actor(WORKER_ROLES, { sub: `worker-${anId()}` });
  const manager = world.actor('NO_REFUSAL_MANAGER', { sub: `manager-${anId()}` });
  const given = { nameJa: '窓口', external: false, fields: ['livelihood'], managerSub: manager.sub, ...more };
  const desk = { members: [worker.sub], ...given };
  const { id } = await world.ask(EnterDeskV1, desk, story.worker);
  return { deskId: id, orgId: desk.orgId ?? null, worker, manager };
}
