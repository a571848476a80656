import { labelOf } from '#libs/kernel';
import type { Closure, OpeningHours, Position } from '../resource-description';
import { isOpenAt, type LocalMoment } from './opening';
import { metersBetween } from '../distance';
import { SearchTexts } from './search-texts';

/** What search knows of a resource, an organisation and a menu; ids are UUIDs. */
export interface KnownResource {
  readonly id: string;
  readonly orgId: string;
  readonly state: string;
  readonly type: string | null;
  readonly name: string;
  readonly nameKana: string | null;
  readonly address: string | null;
  readonly description: string | null;
  readonly serviceKind: string | null;
  readonly location: Position | null;
  readonly areaIds: readonly string[];
  readonly addressConfidential: boolean;
  readonly hours: OpeningHours | null;
  readonly closures: readonly Closure[] | null;
}
export interface KnownOrganization {
  readonly id: string;
  readonly name: string;
}
export interface KnownMenu {
  readonly id: string;
  readonly resourceId: string;
  readonly name: string;
  readonly purposes: readonly string[] | null;
  readonly activities: readonly string[] | null;
  readonly roles: readonly string[] | null;
}

/** What is looked for. Left out or null = no matter. */
export interface SearchWish {
  readonly query: string;
  readonly states: readonly string[];
  readonly orgId: string | null;
  readonly areaId: string | null;
  readonly type: string | null;
  readonly purpose: string | null;
  readonly near: { readonly point: Position; readonly maxMeters: number | null } | null;
  /** Only what is open at this moment. */
  readonly openAt: LocalMoment | null;
  /** May this reader know where a confidential place of this organisation is? */
  readonly mayKnowWhere: (orgId: string) => boolean;
}

export interface FoundPlace {
  readonly id: string;
  /** Thousandths; 0 where no word was asked for. */
  readonly score: number;
  /** Whole metres; null where no point was given, or where it is must stay unknown or is. */
  readonly meters: number | null;
}

/**
 * The registry of one municipality as search needs it. Whatever tells where a confidential place is (address, areas,
 * distance) finds it for nobody outside its circle.
 */
export class KnownRegistry {
  private readonly texts = new SearchTexts();
  private readonly resources = new Map<string, KnownResource>();
  private readonly organizations = new Map<string, string>();
  private readonly ofOrganization = new Map<string, Set<string>>();
  private readonly menus = new Map<string, Map<string, KnownMenu>>();

  get size(): number {
    return this.resources.size;
  }

  learnOrganizations(rows: readonly KnownOrganization[]): void {
    for (const { id, name } of rows) {
      if (this.organizations.get(id) === name) continue;
      this.organizations.set(id, name);
      for (const resourceId of this.ofOrganization.get(id) ?? []) this.write(resourceId);
    }
  }

  learnMenus(rows: readonly KnownMenu[]): void {
    for (const menu of rows) {
      const there = this.menus.get(menu.resourceId);
      if (there === undefined) this.menus.set(menu.resourceId, new Map([[menu.id, menu]]));
      else there.set(menu.id, menu);
      this.write(menu.resourceId);
    }
  }

  learnResources(rows: readonly KnownResource[]): void {
    for (const row of rows) {
      const before = this.resources.get(row.id);
      if (before !== undefined) this.ofOrganization.get(before.orgId)?.delete(row.id);
      this.resources.set(row.id, row);
      const others = this.ofOrganization.get(row.orgId);
      if (others === undefined) this.ofOrganization.set(row.orgId, new Set([row.id]));
      else others.add(row.id);
      this.write(row.id);
    }
  }

  /** Best first; among equals the nearer one, then by id. */
  search(wish: SearchWish): readonly FoundPlace[] {
    const found: FoundPlace[] = [];
    for (const { id, score } of this.texts.find(wish.query) ?? this.everything()) {
      const resource = this.resources.get(id);
      if (resource === undefined || !this.fits(resource, wish)) continue;
      const meters = metersTo(resource, wish);
      if (wish.near?.maxMeters != null && (meters === null || meters > wish.near.maxMeters)) continue;
      found.push({ id, score, meters });
    }
    return found.sort((a, b) => b.score - a.score || (a.meters ?? FAR) - (b.meters ?? FAR) || (a.id < b.id ? -1 : 1));
  }

  private *everything(): Generator<{ readonly id: string; readonly score: number }> {
    for (const id of this.resources.keys()) yield { id, score: 0 };
  }

  private fits(resource: KnownResource, wish: SearchWish): boolean {
    const { states, orgId, type, purpose, openAt } = wish;
    return (
      states.includes(resource.state) &&
      (orgId === null || resource.orgId === orgId) &&
      (type === null || resource.type === type) &&
      isInArea(resource, wish) &&
      (purpose === null || this.serves(resource.id, purpose)) &&
      (openAt === null || isOpenAt(resource, openAt) === true)
    );
  }

  private serves(resourceId: string, purpose: string): boolean {
    const menus = this.menus.get(resourceId)?.values() ?? [];
    return [...menus].some(({ purposes }) => purposes?.includes(purpose) === true);
  }

  private write(resourceId: string): void {
    const resource = this.resources.get(resourceId);
    if (resource === undefined) return;
    const menus = [...(this.menus.get(resourceId)?.values() ?? [])];
    const organization = this.organizations.get(resource.orgId);
    const titles = [resource.name, resource.nameKana, ...menus.map(({ name }) => name)];
    const { description, serviceKind, type, address, addressConfidential } = resource;
    const others = [
      ...[organization, serviceKind],
      ...(addressConfidential ? [] : [description, address]),
      type === null ? null : labelOf('resourceTypes', type),
      ...menus.flatMap(wordsOfMenu),
    ];
    this.texts.put(resourceId, { titles: said(titles), others: said(others) });
  }
}

const FAR = Number.MAX_SAFE_INTEGER;

const said = (texts: readonly (string | null | undefined)[]): readonly string[] =>
  [...new Set(texts)].filter((text) => text != null);

const wordsOfMenu = ({ purposes, activities, roles }: KnownMenu): readonly string[] => [
  ...(purposes ?? []).map((code) => labelOf('purposes', code)),
  ...(activities ?? []).map((code) => labelOf('activities', code)),
  ...(roles ?? []).map((code) => labelOf('roles', code)),
];

const tellsWhere = ({ addressConfidential, orgId }: KnownResource, { mayKnowWhere }: SearchWish): boolean =>
  !addressConfidential || mayKnowWhere(orgId);

const isInArea = (resource: KnownResource, wish: SearchWish): boolean =>
  wish.areaId === null || (tellsWhere(resource, wish) && resource.areaIds.includes(wish.areaId));

function metersTo(resource: KnownResource, wish: SearchWish): number | null {
  if (wish.near === null || resource.location === null || !tellsWhere(resource, wish)) return null;
  return metersBetween(resource.location, wish.near.point);
}
