import { localDay } from '#libs/kernel';
import { acceptedRequest, agree, confirmedPlan, supportedCase } from '../acts';
import type { ListOf, Ranking } from '../answers';
import type { Api } from '../api';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import { until } from '../until';
import { type Agenda, subOf, WithdrawalConference } from './withdrawal-conference';

const PLACES = 400;
const HOME = { lat: 35.5, lng: 139.5 };
const NEED = { primaryPurposes: ['role'], mode: ['in_person'], supportRequired: ['watch_over'] };
const MENU = {
  ...{ name: '修理の手伝い', purposes: ['role'], activities: ['repair'], roles: ['staff'], modes: ['in_person'] },
  ...{ demands: [], typicalGroupSize: 2, onDemand: true, support: ['watch_over'], languages: ['ja'] },
  ...{ eligibility: { basis: 'open' }, capacityModel: 'fixed', nameRequired: true, feeYen: 0 },
};
const PERSON = {
  ...{ name: '架空 太郎', kana: 'かくう たろう', birthDate: '1972-02-11', phone: '000-0000-0000' },
  ...{ languages: ['ja'], strengths: ['repair'], interests: ['machine'], avoid: [], accessibility: [] },
  ...{ searchPoint: HOME, safetyAsked: true },
};
const SHEET = {
  ...{ urgency: 'normal', topics: ['housing'], household: 'none', meeting: 'accompany', items: ['name', 'phone'] },
  ...{ reasons: '住まいの窓口が詳しいため', asksFor: '住まいを一緒に探してほしい' },
};

/** Somebody for whom a place is looked for. */
export interface Seeking {
  readonly personRef: string;
  readonly caseRef: string;
  readonly requestId: string;
}

/** Somebody of whom a place and a desk know. */
export interface Known {
  readonly personRef: string;
  /** The host was told the name. */
  readonly toldId: string;
  /** Lies with a desk, which reads the name on it. */
  readonly sentSheetId: string;
  readonly draftSheetId: string;
  /** A conference is about to speak of them. */
  readonly agenda: Agenda;
}

/** Somebody whose name is about to be given. */
export interface Asked {
  readonly personRef: string;
  readonly proposalId: string;
}

/** One place, two desks, and people who agree to be known to them. */
export class WithdrawalTown {
  readonly people: People;
  private readonly conference: WithdrawalConference;
  orgId = '';
  private menuId = '';
  private receiverId = '';
  private senderId = '';

  constructor(private readonly system: RunningSystem) {
    this.people = new People(system);
    this.conference = new WithdrawalConference(system, this.people);
  }

  private get worker(): Api {
    return this.people.as('CSW');
  }

  /** Who reads what a desk was sent. */
  get receiver(): Api {
    return this.people.as('INTAKE_WORKER');
  }

  async open(): Promise<void> {
    const registry = this.people.as('COMMUNITY_COORDINATOR');
    this.orgId = (await registry.post('/organizations', { name: '修理の工房', kind: 'shop' })).id;
    const editor = this.people.editor(this.orgId);
    const resource = { orgId: this.orgId, name: '修理の工房', type: 'intermediate_work' };
    const { id: resourceId } = await editor.post('/resources', resource);
    this.menuId = (await editor.post(`/resources/${resourceId}/menus`, MENU)).id;
    await editor.post(`/resources/${resourceId}/submission`);
    await registry.post(`/resources/${resourceId}/approval`);
    const assessment = { status: 'ready', assessedOn: localDay(new Date()) };
    await this.people.as('PARTICIPATION_WORKER').put(`/menus/${this.menuId}/host-assessment`, assessment);
    const report = { total: PLACES, used: 0, reportedAt: new Date().toISOString() };
    await editor.put(`/menus/${this.menuId}/availability`, report);
    this.senderId = await this.desk('福祉の窓口', 'CSW');
    this.receiverId = await this.desk('住まいの窓口', 'INTAKE_WORKER');
    await this.conference.open();
  }

  /** Agreed to everything that is asked here; the place was found as a candidate. */
  async seeking(): Promise<Seeking> {
    const today = localDay(new Date());
    const { id: personRef } = await this.worker.post('/persons', PERSON);
    const matching = ['participation_matching', 'anonymous_inquiry'];
    const scopes = ['intake_record', 'internal_sharing', 'multilayered_conference', ...matching];
    const name = { scope: 'provider_disclosure', orgIds: [this.orgId] };
    await agree(this.worker, personRef, [...scopes.map((scope) => ({ scope })), name], today);
    const caseRef = await supportedCase(this.worker, personRef, today);
    const plan = { goal: '役割を持つ', wishes: '週に一度', personWords: 'やってみる' };
    const planId = await confirmedPlan(this.worker, { caseRef, personRef }, plan, today);
    const requestId = await acceptedRequest(this.worker, { caseRef, personRef, planId }, NEED);
    await until('the place as a candidate', async () => {
      const ranking = await this.people
        .as('PARTICIPATION_WORKER')
        .post<Ranking>(`/match-requests/${requestId}/search`, this.among);
      return ranking.candidates.length === 1 ? ranking : undefined;
    });
    return { personRef, caseRef, requestId };
  }

  async known(): Promise<Known> {
    const { personRef, caseRef, proposalId } = await this.inquired();
    await this.interested(caseRef, proposalId);
    const worker = this.people.as('PARTICIPATION_WORKER');
    await worker.post(`/proposals/${proposalId}/named-inquiry`, { items: ['name'] });
    const [sentSheetId, draftSheetId] = [await this.draft(caseRef), await this.draft(caseRef)];
    await this.worker.post(`/referrals/${sentSheetId}/sending`, this.toReceiver);
    await this.receiver.get(`/referrals/${sentSheetId}/received`);
    const agenda = await this.conference.over(caseRef);
    const host = this.people.host(this.orgId);
    await until('the name to be told', () => host.get<object>(`/disclosures/${proposalId}`).catch(() => undefined));
    return { personRef, toldId: proposalId, sentSheetId, draftSheetId, agenda };
  }

  async asked(): Promise<Asked> {
    const { personRef, caseRef, proposalId } = await this.inquired();
    await this.interested(caseRef, proposalId);
    return { personRef, proposalId };
  }

  /** The one place that is searched. */
  get among(): object {
    return { amongMenuIds: [this.menuId] };
  }

  get toReceiver(): object {
    return { toDeskId: this.receiverId, basis: 'consent' };
  }

  withdraw(personRef: string): Promise<object> {
    return this.worker.post(`/persons/${personRef}/consent/withdrawal`);
  }

  /** The host was asked to destroy what it was told. */
  async isToDestroy(proposalId: string): Promise<boolean> {
    const path = `/organizations/${this.orgId}/destruction-requests?limit=100`;
    const { items } = await this.people.host(this.orgId).get<ListOf<{ readonly proposalId: string }>>(path);
    return items.some((one) => one.proposalId === proposalId);
  }

  /** The desk has to give back what it was sent. */
  async isToReturn(personRef: string): Promise<boolean> {
    const shares = await this.worker.get<ListOf<{ readonly shareId: string }>>(`/persons/${personRef}/shares`);
    const path = `/return-requests?recipientId=${this.receiverId}&limit=100`;
    const { items } = await this.worker.get<ListOf<{ readonly shareId: string }>>(path);
    return items.some((one) => shares.items.some(({ shareId }) => shareId === one.shareId));
  }

  private async desk(nameJa: string, role: 'CSW' | 'INTAKE_WORKER'): Promise<string> {
    const members = [subOf(await this.system.token(role))];
    const desk = { nameJa, external: false, fields: [], managerSub: 'manager', members };
    return (await this.people.as('HOKATSU_COORDINATOR').post('/desks', desk)).id;
  }

  private async draft(caseRef: string): Promise<string> {
    return (await this.worker.post(`/cases/${caseRef}/referrals`, { fromDeskId: this.senderId, ...SHEET })).id;
  }

  /** A place is held and was asked without a name. */
  private async inquired(): Promise<Seeking & { readonly proposalId: string }> {
    const seeking = await this.seeking();
    const path = `/match-requests/${seeking.requestId}`;
    const worker = this.people.as('PARTICIPATION_WORKER');
    await worker.post(`${path}/shortlist`, { menuIds: [this.menuId], orderChangedReasonCode: 'proof' });
    const { id: proposalId } = await worker.post(`${path}/proposals`, { menuId: this.menuId });
    await worker.post(`/proposals/${proposalId}/anonymous-inquiry`);
    return { ...seeking, proposalId };
  }

  private async interested(caseRef: string, proposalId: string): Promise<void> {
    const worker = this.people.as('PARTICIPATION_WORKER');
    await this.people.host(this.orgId).post(`/proposals/${proposalId}/willing`);
    await worker.post(`/proposals/${proposalId}/offer`, { singleOptionReasonCode: 'proof' });
    const { id } = await worker.post(`/cases/${caseRef}/notes`, { kind: 'choice', text: 'ここがいい' });
    await worker.post(`/proposals/${proposalId}/interest`, { personWordsNoteRef: id });
  }
}
