import * as contracts from '#libs/contracts';
import type { Acted, ItemAnswer, RequestType } from '#libs/contracts';
import { type Actor, addDays, type Role } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';
import { today } from './fixtures';

export type Kind = 'support' | 'multilayered';
type Verb =
  | 'appoint'
  | 'pledge'
  | 'plan'
  | 'putOn'
  | 'summon'
  | 'write'
  | 'convene'
  | 'open'
  | 'addMember'
  | 'conclude'
  | 'approveMinutes'
  | 'cancel'
  | 'read'
  | 'readItem'
  | 'list'
  | 'members'
  | 'endAppointment';

/** The same verbs of either conference. */
export const ASKS: Readonly<Record<Kind, Readonly<Record<Verb, RequestType>>>> = {
  support: {
    appoint: contracts.AppointSupportMemberV1,
    pledge: contracts.RecordSupportPledgeV1,
    plan: contracts.PlanSupportConferenceV1,
    putOn: contracts.PutOnSupportAgendaV1,
    summon: contracts.SummonToSupportItemV1,
    write: contracts.WriteSupportPaperV1,
    convene: contracts.ConveneSupportConferenceV1,
    open: contracts.OpenSupportConferenceV1,
    addMember: contracts.AddSupportMemberV1,
    conclude: contracts.ConcludeSupportConferenceV1,
    approveMinutes: contracts.ApproveSupportMinutesV1,
    cancel: contracts.CancelSupportConferenceV1,
    read: contracts.ReadSupportConferenceV1,
    readItem: contracts.ReadSupportItemV1,
    list: contracts.ListSupportConferencesV1,
    members: contracts.ListSupportMembersV1,
    endAppointment: contracts.EndSupportAppointmentV1,
  },
  multilayered: {
    appoint: contracts.AppointMultilayeredMemberV1,
    pledge: contracts.RecordMultilayeredPledgeV1,
    plan: contracts.PlanMultilayeredConferenceV1,
    putOn: contracts.PutOnMultilayeredAgendaV1,
    summon: contracts.SummonToMultilayeredItemV1,
    write: contracts.WriteMultilayeredPaperV1,
    convene: contracts.ConveneMultilayeredConferenceV1,
    open: contracts.OpenMultilayeredConferenceV1,
    addMember: contracts.AddMultilayeredMemberV1,
    conclude: contracts.ConcludeMultilayeredConferenceV1,
    approveMinutes: contracts.ApproveMultilayeredMinutesV1,
    cancel: contracts.CancelMultilayeredConferenceV1,
    read: contracts.ReadMultilayeredConferenceV1,
    readItem: contracts.ReadMultilayeredItemV1,
    list: contracts.ListMultilayeredConferencesV1,
    members: contracts.ListMultilayeredMembersV1,
    endAppointment: contracts.EndMultilayeredAppointmentV1,
  },
};

const GROUNDS = { support: { ground: 'no_consent_yet', necessity: '同意を得る前に役割を決める' }, multilayered: {} };
/** A conclusion that lets support go on, and an item with a case. */
const GOES_ON = { support: 'continue_watch', multilayered: 'continue' } as const;
const ITEM = { support: 'information_exchange', multilayered: 'sharing' } as const;

/** Somebody who leads conferences of one kind, with a register of their own. */
export class ConferenceStory {
  readonly chair: Actor;
  private count = 0;

  constructor(
    readonly world: ServiceWorld,
    readonly kind: Kind,
    roles: readonly Role[] = ['CONFERENCE_CHAIR'],
  ) {
    this.chair = world.actor(roles, { sub: `chair-${kind}-${Math.random().toString(36).slice(2)}` });
  }

  ask(verb: Verb, input: object, actor: Actor = this.chair): Promise<Acted> {
    return this.world.ask(ASKS[this.kind][verb], input, actor) as Promise<Acted>;
  }

  /** A member with a role to read; `pledged` in writing unless it is said otherwise. */
  async member(pledged = true, roles: readonly Role[] = ['CONFERENCE_MEMBER']): Promise<Actor> {
    const actor = this.world.actor(roles, { sub: `${this.chair.sub}-m${(this.count += 1)}` });
    await this.appoint(actor.sub);
    if (pledged) await this.pledge(actor.sub);
    return actor;
  }

  async appoint(sub: string): Promise<string> {
    return (await this.ask('appoint', { sub, from: addDays(today(), -30) })).id;
  }

  pledge(sub: string): Promise<Acted> {
    return this.ask('pledge', { sub, method: 'written', givenOn: today() });
  }

  /** A planned conference whose chair is a member and has pledged. */
  async planned(heldOn = today()): Promise<string> {
    await this.appoint(this.chair.sub);
    await this.pledge(this.chair.sub);
    return (await this.ask('plan', { heldOn, chairSub: this.chair.sub })).id;
  }

  /** A case on the agenda, with these members called and one paper of material. */
  async item(conferenceId: string, caseRef: string, called: readonly Actor[], words = '資料の本文'): Promise<string> {
    const { id: itemId } = await this.ask('putOn', { conferenceId, kind: ITEM[this.kind], caseRef });
    await this.ask('write', { conferenceId, itemId, kind: 'material', words });
    for (const { sub } of called) await this.ask('summon', { conferenceId, itemId, sub });
    return itemId;
  }

  convene(conferenceId: string): Promise<Acted> {
    return this.ask('convene', { conferenceId, ...GROUNDS[this.kind] });
  }

  /** From the summons to the conclusion, with minutes for each item. */
  async hold(conferenceId: string, itemIds: readonly string[], conclusion: string = GOES_ON[this.kind]): Promise<void> {
    await this.convene(conferenceId);
    await this.ask('open', { conferenceId });
    for (const itemId of itemIds)
      await this.ask('write', { conferenceId, itemId, kind: 'minutes', words: '議事録の本文' });
    await this.ask('conclude', { conferenceId, conclusions: itemIds.map((itemId) => ({ itemId, conclusion })) });
  }

  async papers(conferenceId: string, itemId: string, actor: Actor): Promise<ItemAnswer['papers']> {
    const answer = await this.world.ask(ASKS[this.kind].readItem, { conferenceId, itemId }, actor);
    return (answer as ItemAnswer).papers;
  }
}

export const groundsOf = (kind: Kind): object => GROUNDS[kind];
export const conclusionOf = (kind: Kind): string => GOES_ON[kind];
