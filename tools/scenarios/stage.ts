import { addDays, daysBetween, isCalendarDay, localDay } from '#libs/kernel';
import { acceptedRequest, agree, confirmedPlan, supportedCase } from '../acts';
import type { Api } from '../api';
import type { Point, Scenario, ScenarioPerson, ScenarioResource } from './format';

/** Who enters what: the municipality's workers, its registry, and an organisation's own editor. */
export interface Cast {
  readonly worker: Api;
  readonly registry: Api;
  readonly editorOf: (orgId: string) => Api;
}

/** What stands in the system for the names of the scenario. */
export interface Props {
  readonly orgIds: ReadonlyMap<string, string>;
  readonly menuIds: ReadonlyMap<string, string>;
  /** Menus whose places were reported: the ranking must have seen the report. */
  readonly reported: readonly string[];
}

/** Words of the format that the code lists have in another form. */
const READINESS: Readonly<Record<string, string>> = {
  preparation: 'preparing',
  not_ready: 'not_yet',
  ready: 'job_ready',
};

const AGREED_DAYS = 365;

/** Moves all dates of a scenario by whole days, so that its clock is today. */
export class Stage {
  private readonly shift: number;

  constructor(
    private readonly scenario: Scenario,
    private readonly cast: Cast,
    readonly today: string,
  ) {
    this.shift = daysBetween(localDay(new Date(scenario.asOf)), today);
  }

  async enterResources(): Promise<Props> {
    const orgIds = new Map<string, string>();
    for (const { operator } of this.scenario.candidates) {
      if (orgIds.has(operator.orgId)) continue;
      const org = await this.cast.registry.post('/organizations', {
        name: operator.name ?? operator.orgId,
        kind: operator.kind ?? 'other',
      });
      orgIds.set(operator.orgId, org.id);
    }
    const menuIds = new Map<string, string>();
    const reported: string[] = [];
    await Promise.all(
      this.scenario.candidates.map(async (resource) => {
        const menuId = await this.enterResource(resource, orgIds.get(resource.operator.orgId) ?? '');
        menuIds.set(resource.resourceId, menuId);
        if (hasReport(resource)) reported.push(menuId);
      }),
    );
    return { orgIds, menuIds, reported };
  }

  private async enterResource(resource: ScenarioResource, orgId: string): Promise<string> {
    const editor = this.cast.editorOf(orgId);
    const { name, type = null, location = null, addressConfidential = null } = resource;
    const { id: resourceId } = await editor.post('/resources', { orgId, name, type, location, addressConfidential });
    const { id: menuId } = await editor.post(`/resources/${resourceId}/menus`, this.menuOf(resource));
    await this.agreeOnOutOfSystem(menuId, resource);
    await editor.post(`/resources/${resourceId}/submission`);
    await this.cast.registry.post(`/resources/${resourceId}/approval`);
    await this.assessHost(menuId, resource);
    if (hasReport(resource)) await this.report(editor, menuId, resource);
    await this.bringToStatus(resourceId, resource.status ?? null);
    return menuId;
  }

  /** A place of a scheme is open to others only where the municipality has agreed on it with the organisation. */
  private async agreeOnOutOfSystem(menuId: string, { eligibility, operator }: ScenarioResource): Promise<void> {
    if (eligibility?.acceptsOutOfSystem !== true) return;
    await this.cast.registry.post(`/menus/${menuId}/out-of-system-agreements`, {
      agreedWith: operator.name ?? operator.orgId,
      basis: 'agreement',
      agreedOn: this.today,
      until: addDays(this.today, AGREED_DAYS),
    });
  }

  private async bringToStatus(resourceId: string, status: string | null): Promise<void> {
    if (status === 'paused') await this.cast.registry.post(`/resources/${resourceId}/pause`, { resumesOn: null });
    if (status === 'closed') await this.cast.registry.post(`/resources/${resourceId}/close`);
    if (status === 'suspended')
      await this.cast.registry.post(`/resources/${resourceId}/suspension`, { reason: 'safety' });
  }

  private menuOf(resource: ScenarioResource): object {
    const kept = Object.fromEntries(MENU_FIELDS.map((field) => [field, resource[field] ?? null]));
    return {
      ...kept,
      name: resource.name,
      requiresReadiness: readinessOf(resource['requiresReadiness']),
      earliestStart: this.day(resource.earliestStart),
      capacityModel: resource.capacity?.model ?? null,
    };
  }

  private async assessHost(menuId: string, { hostAssessment: host }: ScenarioResource): Promise<void> {
    if (!host) return;
    const { status = null, maxConcurrent = null, current = null } = host;
    await this.cast.worker.put(`/menus/${menuId}/host-assessment`, {
      status,
      assessedOn: this.day(host.assessedOn),
      maxConcurrent,
      current,
    });
  }

  private async report(editor: Api, menuId: string, { capacity }: ScenarioResource): Promise<void> {
    await editor.put(`/menus/${menuId}/availability`, {
      total: capacity?.total,
      used: capacity?.used,
      outOfSystem: placesOf(capacity?.outOfSystem),
      reportedAt: this.moment(capacity?.reportedAt ?? ''),
    });
  }

  /** The person with everything that intake knows; gives the personRef. */
  async enterPerson({ orgIds, menuIds }: Props): Promise<string> {
    const { person, need } = this.scenario;
    const { id: personRef } = await this.cast.worker.post('/persons', this.personOf(person, need.home ?? null));
    if (person.safety) {
      await this.cast.worker.put(`/persons/${personRef}/safety`, {
        avoidOrgIds: idsOf(person.safety.mustAvoidOrgIds, orgIds),
        avoidMenuIds: idsOf(person.safety.mustAvoidResourceIds, menuIds),
        avoidWithinMeters: person.safety.minDistanceFromHomeMeters ?? 0,
        guardianMayHarm: person.safety.guardianMayHarm ?? false,
      });
    }
    await this.recordConsent(personRef, orgIds);
    for (const menuId of idsOf(person.declinedResourceIds, menuIds)) {
      await this.cast.worker.post('/refusals', { personRef, menuId });
    }
    return personRef;
  }

  private personOf(person: ScenarioPerson, searchPoint: Point | null): object {
    return {
      name: 'シナリオ 本人',
      kana: 'しなりお ほんにん',
      // A birthday some weeks ago: the age is certain whatever the calendar says today.
      birthDate:
        typeof person.age === 'number'
          ? addDays(
              `${Number(this.today.slice(0, 4)) - person.age}${this.today.slice(4)}`.replace('02-29', '02-28'),
              -40,
            )
          : null,
      gender: person.gender ?? null,
      languages: person.languages ?? null,
      readiness: readinessOf(person.readiness),
      status: person.status ?? null,
      strengths: person.strengths ?? null,
      interests: person.interests ?? null,
      avoid: person.avoid ?? null,
      accessibility: person.accessibility ?? null,
      searchPoint,
    };
  }

  /** Consent always names its recipients: one term for each organisation of the scenario. */
  private async recordConsent(personRef: string, orgIds: ReadonlyMap<string, string>): Promise<void> {
    const { consent } = this.scenario.person;
    const told = consent.disclosure === 'all_partners' ? [...orgIds.values()] : idsOf(consent.allowedOrgIds, orgIds);
    const terms = [
      { scope: 'intake_record' },
      ...(consent.matching === 'granted' ? [{ scope: 'participation_matching' }] : []),
      ...(consent.allowAnonymousInquiry === true ? [{ scope: 'anonymous_inquiry' }] : []),
      ...(consent.disclosure !== 'none' && told.length > 0
        ? told.map((orgId) => ({ scope: 'provider_disclosure', orgIds: [orgId] }))
        : []),
    ];
    await agree(this.cast.worker, personRef, terms, this.today);
    if (consent.guardian) {
      await this.cast.worker.post(`/persons/${personRef}/consent/guardian`, { word: consent.guardian });
    }
  }

  /** A case in support, a plan that the person confirmed, and a match request that was accepted. */
  async openRequest(personRef: string): Promise<string> {
    const { worker } = this.cast;
    const caseRef = await supportedCase(worker, personRef, this.today);
    const words = { goal: '参加', wishes: '参加', personWords: 'はい' };
    const planId = await confirmedPlan(worker, { caseRef, personRef }, words, this.today);
    return acceptedRequest(worker, { caseRef, personRef, planId }, this.needOf());
  }

  private needOf(): object {
    const { home, startBy, ...rest } = this.scenario.need;
    const { freeText: _, ...codes } = rest as Record<string, unknown>;
    return { ...codes, point: home ?? null, startBy: this.day(startBy) };
  }

  private day(text: string | null | undefined): string | null {
    return typeof text === 'string' ? addDays(text.slice(0, 10), this.shift) : null;
  }

  /** Keeps the time of day of an instant. */
  private moment(text: string): string {
    if (isCalendarDay(text)) return addDays(text, this.shift);
    return new Date(Date.parse(text) + this.shift * 86_400_000).toISOString();
  }
}

const MENU_FIELDS = [
  'purposes',
  'activities',
  'roles',
  'modes',
  'demands',
  'typicalGroupSize',
  'quietSpace',
  'sessions',
  'onDemand',
  'targets',
  'eligibility',
  'support',
  'accessibility',
  'pickup',
  'languages',
  'feeYen',
  'nameRequired',
  'exclusionPolicy',
  'nextSteps',
] as const;

const readinessOf = (value: unknown): string | null => (typeof value === 'string' ? (READINESS[value] ?? value) : null);

/** The registry wants both numbers; half a report says as little as none. */
function placesOf(
  places: { readonly slots?: number | null; readonly used?: number | null } | null | undefined,
): object | null {
  return typeof places?.slots === 'number' && typeof places.used === 'number'
    ? { slots: places.slots, used: places.used }
    : null;
}

function hasReport({ capacity }: ScenarioResource): boolean {
  return (
    capacity?.model !== 'open' &&
    typeof capacity?.total === 'number' &&
    typeof capacity.used === 'number' &&
    typeof capacity.reportedAt === 'string'
  );
}

const idsOf = (names: readonly string[] | null | undefined, ids: ReadonlyMap<string, string>): string[] =>
  (names ?? []).flatMap((name) => ids.get(name) ?? []);
