import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  AvailabilityReportedV1,
  CaseNoteV1,
  CheckConsentV1,
  CreateProposalV1,
  FollowUpFactsV1,
  InquireAnonymouslyV1,
  MatchingProfileV1,
  type MatchingProfileAnswer,
  MenuChangedV1,
  type MenuFactsAnswer,
  MenuFactsV1,
  OneHouseholdV1,
  OpenMatchRequestV1,
  type MatchingSafety,
  ParticipationPlanFactsV1,
  PlacesToAvoidV1,
  SearchCandidatesV1,
  ShortlistV1,
} from '#libs/contracts';
import { nudge, type Platform, PLATFORM } from '#libs/host';
import { forbidden, localDay, notFound } from '#libs/kernel';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { KnownPlaces } from '../src/domain/known-places';
import { needOf } from '../src/domain/match-request';
import { Memory } from '../src/domain/memory';
import { profileOf } from '../src/domain/profile-copy';
import { DEFAULT_SETTINGS } from '../src/domain/settings';
import { DueTimer } from '../src/timers/due.timer';
import { aMenu } from './a-menu';
import { MATCHING } from '../src/matching.module';

export { aMenu, TODAY } from './a-menu';

jest.setTimeout(60_000);

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Matching alone, with the other services played by what this object says. */
export class Town {
  readonly menus = new Map<string, MenuFactsAnswer>();
  readonly profiles = new Map<string, MatchingProfileAnswer>();
  /** `personRef/scope` that is not allowed although the person has a profile. */
  readonly denied = new Set<string>();
  /** Notes that intake does not know as notes of the case. */
  readonly lostNotes = new Set<string>();
  readonly followUps = new Map<string, Followed[]>();
  planState: 'DRAFT' | 'CONFIRMED' = 'CONFIRMED';
  supportPlan: 'not_needed' | 'missing' | 'decided' = 'not_needed';
  readonly planOf = new Map<string, { readonly caseRef: string; readonly personRef: string }>();
  /** Persons who live together, as intake knows it. */
  readonly households: (readonly string[])[] = [];
  readonly toAvoid = new Map<string, MatchingSafety>();

  private constructor(readonly world: ServiceWorld) {}

  static async open(options: Parameters<typeof serviceUnderTest>[1] = {}): Promise<Town> {
    const town = new Town(await serviceUnderTest(MATCHING, options));
    town.playNeighbours();
    return town;
  }

  get worker() {
    return this.world.actor('PARTICIPATION_WORKER');
  }

  get system() {
    return this.world.actor('SYSTEM');
  }

  host(orgId: string) {
    return this.world.actor('PROVIDER_STAFF', { orgId });
  }

  playNeighbours(): void {
    this.world.neighbour(MenuFactsV1, ({ menuId }) => {
      const menu = this.menus.get(menuId);
      if (!menu) throw notFound('menu');
      return menu;
    });
    this.world.neighbour(CheckConsentV1, ({ personRef, scope, orgId }) => {
      const profile = this.profiles.get(personRef);
      const told = scope !== 'provider_disclosure' || orgId === null || profile?.disclosureOrgIds.includes(orgId);
      const allowed = profile !== undefined && told === true && !this.denied.has(`${personRef}/${scope}`);
      return { allowed, orgIds: profile?.disclosureOrgIds ?? [], until: null };
    });
    this.world.neighbour(MatchingProfileV1, ({ personRef }) => {
      const profile = this.profiles.get(personRef);
      if (!profile) throw forbidden('consent.missing', 'No consent.');
      return profile;
    });
    this.world.neighbour(PlacesToAvoidV1, ({ personRef }) => ({ safety: this.toAvoid.get(personRef) ?? null }));
    this.world.neighbour(OneHouseholdV1, ({ personRefs }) => ({
      oneHousehold: this.households.some((members) => personRefs.every((ref) => members.includes(ref))),
    }));
    this.world.neighbour(ParticipationPlanFactsV1, ({ planId }) => {
      const plan = this.planOf.get(planId);
      if (!plan) throw notFound('plan');
      return { planId, ...plan, state: this.planState, version: 1, supportPlan: this.supportPlan };
    });
    this.world.neighbour(CaseNoteV1, ({ noteRef, caseRef }) => {
      if (this.lostNotes.has(noteRef)) throw notFound('note');
      return { noteRef, caseRef };
    });
    this.world.neighbour(FollowUpFactsV1, ({ placementId }) => ({
      placementId,
      followUps: this.followUps.get(placementId) ?? [],
    }));
  }

  /** A menu that matching has learned, with a report unless it is open. */
  async menu(
    change: Partial<MenuFactsAnswer> = {},
    places: { total?: number; used?: number } | null = {},
  ): Promise<MenuFactsAnswer> {
    const menu = aMenu(change);
    this.menus.set(menu.menuId, menu);
    await this.world.hears(MenuChangedV1, { menuId: menu.menuId, version: menu.version });
    if (places !== null && menu.capacityModel !== 'open') await this.say(menu.menuId, places);
    await this.followed();
    return menu;
  }

  /** Community says that a menu has a new version, and every replica knows. */
  async learn(menuId: string, version: number): Promise<void> {
    await this.world.hears(MenuChangedV1, { menuId, version });
    await this.followed();
  }

  /** Community reports places, and every replica knows. */
  async report(menuId: string, report: Reported = {}): Promise<void> {
    await this.say(menuId, report);
    await this.followed();
  }

  /** Community reports places; the replicas follow in their own time. */
  async say(menuId: string, report: Reported = {}): Promise<void> {
    await this.world.hears(AvailabilityReportedV1, {
      menuId,
      total: report.total ?? 3,
      used: report.used ?? 0,
      outOfSystem: report.outOfSystem ?? null,
      unit: report.unit ?? null,
      sessions: report.sessions ?? null,
      reportedAt: minutesAgo(1),
      freshness: 'FRESH',
      version: report.version ?? 1,
    });
  }

  /** Somebody who consents to everything, told to these organisations. */
  person(orgIds: readonly string[], change: Partial<MatchingProfileAnswer> = {}): string {
    const personRef = randomUUID();
    this.profiles.set(personRef, {
      personRef,
      version: 1,
      age: 26,
      fiscalYearAge: null,
      pregnant: null,
      medicalAttendance: null,
      gender: 'male',
      languages: ['ja'],
      readiness: null,
      status: {
        disabilityHandbook: null,
        disabilityServiceRecipient: false,
        careLevel: null,
        incomeHardship: false,
        publicAssistance: false,
        singleParentHousehold: false,
      },
      strengths: ['illustration'],
      interests: [],
      avoid: [],
      accessibility: [],
      safety: { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false },
      point: { lat: 35.5, lng: 139.5 },
      disclosureOrgIds: [...orgIds],
      anonymousInquiry: true,
      roleSearch: true,
      guardian: 'not_required',
      ...change,
    });
    return personRef;
  }

  async request(personRef: string, purposes: string[] = ['role']): Promise<string> {
    const planId = randomUUID();
    const caseRef = randomUUID();
    this.planOf.set(planId, { caseRef, personRef });
    const need = { primaryPurposes: purposes, maxDistanceMeters: 3000 } as OpenMatchRequestV1['need'];
    const { id } = await this.world.ask(OpenMatchRequestV1, { caseRef, personRef, planId, need }, this.worker);
    return id;
  }

  async accepted(personRef: string): Promise<string> {
    const matchRequestId = await this.request(personRef);
    await this.world.ask(AcceptMatchRequestV1, { matchRequestId }, this.worker);
    return matchRequestId;
  }

  async shortlisted(personRef: string, menuIds: string[]): Promise<string> {
    const matchRequestId = await this.accepted(personRef);
    await this.world.ask(SearchCandidatesV1, { matchRequestId }, this.worker);
    const input = { matchRequestId, menuIds, orderChangedReasonCode: 'person_wish' };
    await this.world.ask(ShortlistV1, input, this.worker);
    return matchRequestId;
  }

  async proposal(personRef: string, menuIds: string[]): Promise<string[]> {
    const matchRequestId = await this.shortlisted(personRef, menuIds);
    const ids: string[] = [];
    for (const menuId of menuIds) {
      ids.push((await this.world.ask(CreateProposalV1, { matchRequestId, menuId }, this.worker)).id);
    }
    return ids;
  }

  async inquired(personRef: string, menuId: string): Promise<string> {
    const [proposalId = ''] = await this.proposal(personRef, [menuId]);
    await this.world.ask(InquireAnonymouslyV1, { proposalId }, this.worker);
    return proposalId;
  }

  /** Until the memory of every replica shows what is committed now. */
  private async followed(): Promise<void> {
    const [row] = await this.world.sql<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid');
    const committed = BigInt(row?.xid ?? 0);
    const apps = this.world.services.map(({ app }) => app);
    for (const app of apps) nudge(app.get<Platform>(PLATFORM));
    await eventually('the replicas to follow', () =>
      apps.every((app) => BigInt(app.get(Memory).snapshotOf('990019').split(':')[1] ?? 0) > committed),
    );
  }

  /** The memory of each replica. */
  known(): readonly KnownPlaces[] {
    return this.world.services.map(({ app }) => app.get(KnownPlaces));
  }

  /** Whether this memory has no free place of a menu for a person. */
  isFull(known: KnownPlaces, menuId: string, personRef: string): boolean {
    const profile = this.profiles.get(personRef);
    if (!profile) throw new Error('Nobody knows this person.');
    const today = localDay(new Date());
    const request = { profile: profileOf(profile, []), need: needOf({}), settings: DEFAULT_SETTINGS, today };
    const { counts } = known.search('990019', request, { limit: 1, misses: 1, among: [menuId] });
    return counts.CAPACITY_FULL !== undefined;
  }

  /** What the timer does every ten seconds. */
  tick(): Promise<void> {
    const [first] = this.world.services;
    if (!first) throw new Error('The world has no service.');
    return first.app.get(DueTimer).tick();
  }
}

type Reported = Partial<
  Pick<AvailabilityReportedV1, 'total' | 'used' | 'version' | 'outOfSystem' | 'unit' | 'sessions'>
>;

interface Followed {
  side: 'person' | 'host';
  result: 'good' | 'concern' | 'missed';
  recordedOn: string;
}

/** The stable code of a refusal; fails where nothing was refused. */
export async function refusal(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
  throw new Error('It was not refused.');
}
