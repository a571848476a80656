import { randomUUID } from 'node:crypto';
import { localDay } from '#libs/kernel';
import { acceptedRequest, agree, confirmedPlan, supportedCase, type Term } from '../tools/acts';
import type { Capacity, Ranking } from '../tools/answers';
import { ApiProblem } from '../tools/api';
import { readClock } from '../tools/clock';
import { People } from '../tools/people';
import type { RunningSystem } from '../tools/running-system';
import { startSystem } from '../tools/system';
import type { SystemOptions } from '../tools/system-options';
import { ifMissing, until } from '../tools/until';

const DAY_MS = 86_400_000;

/** An organisation with one counted place that suits the person of `aPerson`. */
export interface Host {
  readonly orgId: string;
  readonly resourceId: string;
  readonly menuId: string;
}

/** Somebody in support, with a plan that they confirmed and a search that can begin. */
export interface Seeker {
  readonly personRef: string;
  readonly caseRef: string;
  readonly planId: string;
  readonly requestId: string;
}

/** The whole system, started from what was built, and the people who do things in it. */
export class World {
  readonly people: People;

  private constructor(readonly system: RunningSystem) {
    this.people = new People(system);
  }

  static async start(options: SystemOptions = {}): Promise<World> {
    return new World(await startSystem({ env: { TSUNAGI_LOG_LEVEL: 'warn' }, ...options }));
  }

  stop(): Promise<void> {
    return this.system.stop();
  }

  /** Local day by the domain clock. */
  async today(): Promise<string> {
    return localDay(await readClock(this.system.databases, this.system.tenant));
  }

  async passDays(days: number): Promise<string> {
    await this.system.moveClock(days * DAY_MS);
    return this.today();
  }

  /** Enters an organisation with one menu; resolves when its free places are known to matching. */
  async host(name: string, places: Places = { total: 2, used: 0 }, menu: object = {}): Promise<Host> {
    const coordinator = this.people.as('COMMUNITY_COORDINATOR');
    const { id: orgId } = await coordinator.post('/organizations', { name, kind: 'shop' });
    const editor = this.people.editor(orgId);
    const { id: resourceId } = await editor.post('/resources', { orgId, name, type: 'intermediate_work' });
    const { id: menuId } = await editor.post(`/resources/${resourceId}/menus`, { ...QUIET_WORK, name, ...menu });
    await editor.post(`/resources/${resourceId}/submission`);
    await coordinator.post(`/resources/${resourceId}/approval`);
    await this.people.as('PARTICIPATION_WORKER').put(`/menus/${menuId}/host-assessment`, {
      ...{ status: 'ready', assessedOn: await this.today() },
    });
    await this.report({ orgId, menuId }, places);
    await this.capacityWhen(menuId, ({ total }) => total === places.total);
    return { orgId, resourceId, menuId };
  }

  /** The host says how many places are taken at this moment; gives that moment. */
  async report({ orgId, menuId }: Pick<Host, 'orgId' | 'menuId'>, places: Places): Promise<string> {
    const now = await readClock(this.system.databases, this.system.tenant, 'community');
    const reportedAt = now.toISOString();
    await this.people.editor(orgId).put(`/menus/${menuId}/availability`, { ...places, reportedAt });
    return reportedAt;
  }

  /** A grown-up who likes to repair things, agreed to matching, and to being named to these organisations. */
  async person(hosts: readonly Pick<Host, 'orgId'>[] = [], more: readonly Term[] = []): Promise<string> {
    const csw = this.people.as('CSW');
    const { id: personRef } = await csw.post('/persons', { ...REPAIRER, safetyAsked: true });
    const terms = [
      ...['intake_record', 'participation_matching', 'anonymous_inquiry'].map((scope) => ({ scope })),
      ...hosts.map(({ orgId }) => ({ scope: 'provider_disclosure', orgIds: [orgId] })),
      ...more,
    ];
    await agree(csw, personRef, terms, await this.today());
    return personRef;
  }

  async seeker(hosts: readonly Pick<Host, 'orgId'>[], more: readonly Term[] = []): Promise<Seeker> {
    const csw = this.people.as('CSW');
    const personRef = await this.person(hosts, more);
    const today = await this.today();
    const caseRef = await supportedCase(csw, personRef, today);
    const planId = await confirmedPlan(csw, { caseRef, personRef }, PLAN, today);
    const requestId = await acceptedRequest(csw, { caseRef, personRef, planId }, NEED);
    return { personRef, caseRef, planId, requestId };
  }

  search(requestId: string, hosts: readonly Pick<Host, 'menuId'>[]): Promise<Ranking> {
    const among = { amongMenuIds: hosts.map(({ menuId }) => menuId) };
    return this.people.as('PARTICIPATION_WORKER').post<Ranking>(`/match-requests/${requestId}/search`, among);
  }

  /** Searches until these places are candidates. */
  ranked(requestId: string, hosts: readonly Pick<Host, 'menuId'>[]): Promise<Ranking> {
    return until('the places as candidates', async () => {
      const ranking = await this.search(requestId, hosts);
      return ranking.candidates.length === hosts.length ? ranking : undefined;
    });
  }

  /** Proposals of these places with a place held at each, hosts asked without a name. */
  async inquiries(requestId: string, hosts: readonly Pick<Host, 'menuId'>[]): Promise<readonly string[]> {
    const worker = this.people.as('PARTICIPATION_WORKER');
    await this.ranked(requestId, hosts);
    const menuIds = hosts.map(({ menuId }) => menuId);
    await worker.post(`/match-requests/${requestId}/shortlist`, { menuIds, orderChangedReasonCode: 'test' });
    const ids: string[] = [];
    for (const menuId of menuIds) {
      const { id } = await worker.post(`/match-requests/${requestId}/proposals`, { menuId });
      await worker.post(`/proposals/${id}/anonymous-inquiry`);
      ids.push(id);
    }
    return ids;
  }

  /** From the anonymous inquiry to the named one: the host knows who it is. */
  async named({ caseRef }: Seeker, proposalId: string, { orgId }: Host, items: readonly string[]): Promise<void> {
    const worker = this.people.as('PARTICIPATION_WORKER');
    await this.people.host(orgId).post(`/proposals/${proposalId}/willing`);
    await worker.post(`/proposals/${proposalId}/offer`, { singleOptionReasonCode: 'test' });
    const note = await worker.post(`/cases/${caseRef}/notes`, { kind: 'choice', text: 'ここがいい' });
    await worker.post(`/proposals/${proposalId}/interest`, { personWordsNoteRef: note.id });
    await worker.post(`/proposals/${proposalId}/named-inquiry`, { items });
    await this.disclosed(proposalId, orgId);
  }

  /** What the host may read, as soon as intake has heard of the named inquiry. */
  disclosed(proposalId: string, orgId: string): Promise<Readonly<Record<string, unknown>>> {
    return until('the disclosure', () =>
      this.people.host(orgId).get<Readonly<Record<string, unknown>>>(`/disclosures/${proposalId}`).catch(ifMissing),
    );
  }

  capacity(menuId: string): Promise<Capacity> {
    return this.people.as('PARTICIPATION_WORKER').get<Capacity>(`/menus/${menuId}/capacity`);
  }

  capacityWhen(menuId: string, holds: (capacity: Capacity) => boolean): Promise<Capacity> {
    return until(`the expected numbers of menu ${menuId}`, async () => {
      const capacity = await this.capacity(menuId).catch(ifMissing);
      return capacity && holds(capacity) ? capacity : undefined;
    });
  }
}

export interface Places {
  readonly total: number;
  readonly used: number;
}

/** The status and code with which a call was refused. */
export async function refusal(call: Promise<unknown>): Promise<{ readonly status: number; readonly code: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiProblem) return { status: error.status, code: error.code };
    throw error;
  }
  throw new Error('It was not refused.');
}

/** A request as it goes over the wire, for what `Api` does by itself. */
export async function send(
  { baseUrl }: Pick<RunningSystem, 'baseUrl'>,
  method: string,
  path: string,
  { token, key = randomUUID(), body }: { readonly token: string; readonly key?: string; readonly body?: object },
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Readonly<Record<string, unknown>> }> {
  const answer = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' && { 'idempotency-key': key }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

const PLAN = { goal: '手を動かす役割を持つ', wishes: '週に一度でよい', personWords: 'やってみる' };

const REPAIRER = {
  name: '架空 太郎',
  kana: 'かくう たろう',
  birthDate: '1972-02-11',
  gender: 'male',
  phone: '000-0000-0000',
  languages: ['ja'],
  strengths: ['repair'],
  interests: ['machine'],
  avoid: ['group_activity', 'customer_service'],
  accessibility: [],
  searchPoint: { lat: 35.5, lng: 139.5 },
} as const;

const NEED = { primaryPurposes: ['role'], mode: ['in_person'], supportRequired: ['watch_over'] } as const;

const QUIET_WORK = {
  purposes: ['role', 'work_prep'],
  activities: ['repair', 'machine'],
  roles: ['staff'],
  modes: ['in_person'],
  demands: [],
  typicalGroupSize: 2,
  onDemand: true,
  support: ['watch_over'],
  languages: ['ja'],
  eligibility: { basis: 'open' },
  capacityModel: 'fixed',
  nameRequired: true,
  feeYen: 0,
} as const;
