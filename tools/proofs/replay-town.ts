import { localDay } from '#libs/kernel';
import { acceptedRequest, agree, confirmedPlan, supportedCase } from '../acts';
import { Api, kept } from '../api';
import type { RunningSystem } from '../running-system';

const PURPOSES = ['place', 'role', 'meal', 'work_prep'];
const HOME = { lat: 35.5, lng: 139.5 };

export interface Seeker {
  readonly personRef: string;
  readonly matchRequestId: string;
}

/** A small town whose menus, places and settings never stand still, and people who look for a place in it. */
export class ReplayTown {
  readonly menus: string[] = [];
  readonly seekers: Seeker[] = [];
  /** Places that nobody counts. */
  private readonly openMenus = new Set<string>();
  private readonly worker: Api;
  private readonly registry: Api;
  private readonly decider: Api;
  private orgId = '';
  private reports = 0;

  constructor(
    private readonly system: RunningSystem,
    private readonly random: () => number,
  ) {
    const as = (role: string): Api =>
      new Api(
        system.baseUrl,
        kept(() => system.token(role)),
      );
    [this.worker, this.registry, this.decider] = [as('CSW'), as('COMMUNITY_COORDINATOR'), as('DECISION_MAKER')];
  }

  async open(menus: number, people: number): Promise<void> {
    this.orgId = (await this.registry.post('/organizations', { name: '再演の会', kind: 'npo' })).id;
    await Promise.all(Array.from({ length: menus }, () => this.enterMenu()));
    for (let number = 0; number < people; number += 1) await this.enterSeeker();
  }

  /** One change of one thing, of whichever kind. */
  async change(): Promise<void> {
    const menuId = this.one(this.menus);
    const isOpen = this.openMenus.has(menuId);
    const kind = this.random();
    if (kind < 0.55 && !isOpen) await this.report(menuId);
    else if (kind < 0.95) await this.registry.put(`/menus/${menuId}`, this.menu(isOpen));
    else await this.setSettings();
  }

  setSettings(): Promise<object> {
    const weights = [{ code: this.one(['free', 'access', 'groupQuiet', 'peerAge']), points: this.whole(0, 40) }];
    const change = { validFrom: localDay(new Date()), reasonCode: 'proof', weights };
    return this.decider.post('/matching-settings', change);
  }

  /** One search of one person, over all places or some. */
  async search(): Promise<void> {
    const { matchRequestId } = this.one(this.seekers);
    const among = this.random() < 0.3 ? { amongMenuIds: this.menus.filter(() => this.random() < 0.5) } : {};
    const limit = this.random() < 0.3 ? { limit: this.whole(1, 5) } : {};
    await this.worker.post(`/match-requests/${matchRequestId}/search`, { ...among, ...limit });
  }

  withdraw({ personRef }: Seeker): Promise<object> {
    return this.worker.post(`/persons/${personRef}/consent/withdrawal`, { scopes: ['participation_matching'] });
  }

  rankings({ matchRequestId }: Seeker): Promise<{ readonly items: readonly { readonly keepsInput: boolean }[] }> {
    return this.worker.get(`/match-requests/${matchRequestId}/rankings`);
  }

  private async enterMenu(): Promise<void> {
    const resource = {
      orgId: this.orgId,
      name: '場',
      type: 'salon',
      location: this.nearHome(),
      addressConfidential: false,
    };
    const { id: resourceId } = await this.registry.post('/resources', resource);
    const isOpen = this.random() < 0.3;
    const { id: menuId } = await this.registry.post(`/resources/${resourceId}/menus`, this.menu(isOpen));
    await this.registry.post(`/resources/${resourceId}/submission`);
    await this.registry.post(`/resources/${resourceId}/approval`);
    await this.worker.put(`/menus/${menuId}/host-assessment`, { status: 'ready', assessedOn: localDay(new Date()) });
    if (isOpen) this.openMenus.add(menuId);
    else await this.report(menuId);
    this.menus.push(menuId);
  }

  private async enterSeeker(): Promise<void> {
    const today = localDay(new Date());
    const safety = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
    const person = { name: '再演 花子', kana: 'さいえん はなこ', birthDate: '1980-04-02', searchPoint: HOME };
    const { id: personRef } = await this.worker.post('/persons', { ...person, interests: ['reading'] });
    await this.worker.put(`/persons/${personRef}/safety`, safety);
    const disclosure = { scope: 'provider_disclosure', orgIds: [this.orgId] };
    await agree(this.worker, personRef, [{ scope: 'participation_matching' }, disclosure], today);
    const caseRef = await supportedCase(this.worker, personRef, today);
    const words = { goal: '外に出る', wishes: '近くの場', personWords: 'はい' };
    const planId = await confirmedPlan(this.worker, { caseRef, personRef }, words, today);
    const need = { primaryPurposes: [this.one(PURPOSES), 'place'], maxDistanceMeters: this.whole(1, 6) * 1_000 };
    const matchRequestId = await acceptedRequest(this.worker, { caseRef, personRef, planId }, need);
    this.seekers.push({ personRef, matchRequestId });
  }

  private report(menuId: string): Promise<object> {
    this.reports += 1;
    const total = this.whole(1, 6);
    const reportedAt = new Date(Date.now() - 3_600_000 + this.reports * 1_000).toISOString();
    return this.registry.put(`/menus/${menuId}/availability`, { total, used: this.whole(0, total), reportedAt });
  }

  private menu(isOpen: boolean): object {
    return {
      name: `枠${this.whole(1, 999)}`,
      capacityModel: isOpen ? 'open' : 'fixed',
      purposes: [this.one(PURPOSES), this.one(PURPOSES)].filter((code, index, all) => all.indexOf(code) === index),
      activities: this.random() < 0.5 ? ['reading'] : ['tea'],
      modes: ['in_person'],
      eligibility: { basis: 'open', statute: null, requires: [], acceptsOutOfSystem: false },
      nameRequired: this.random() < 0.5,
      typicalGroupSize: this.whole(2, 12),
      feeYen: this.one([0, 300, 500]),
      languages: ['ja'],
    };
  }

  private nearHome() {
    const off = (): number => this.whole(-400, 400) / 10_000;
    return { lat: HOME.lat + off(), lng: HOME.lng + off() };
  }

  private whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  private one<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
}
