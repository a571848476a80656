import type { CapacityView } from '../../services/matching/src/domain/capacity-view';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import type { MatchingProfile } from '../../services/matching/src/domain/matching-profile';
import type { Need } from '../../services/matching/src/domain/need';
import { scatterOver } from './area';
import { capacityOf } from './capacity';
import { CATALOG, type Kind } from './catalog';
import { menuOf } from './menu';
import { needOf } from './need';
import { personOf } from './person';
import { chanceOf, idOf, mix } from './random';
import type { MunicipalityOptions, Setting } from './setting';
import { patternsOf } from './timetables';

/** One menu, what the ledger says of it, and how many people of ours it has or was asked about. */
export interface Place {
  readonly menu: MenuFacts;
  readonly capacity: CapacityView | null;
  readonly load: number;
}

/** A person and what this person looks for. */
export interface Seeker {
  readonly profile: MatchingProfile;
  readonly need: Need;
}

const MENU = 1;
const RESOURCE = 2;
const ORGANISATION = 3;
const PERSON = 4;

/** An invented municipality: everything in it is a function of its options. */
export class Municipality {
  private readonly orgs: number;

  constructor(private readonly options: MunicipalityOptions) {
    this.orgs = Math.max(1, Math.round(options.resources / options.menusPerOrg));
  }

  /** Its places one after the other, so that a million of them need no memory. */
  *places(): Generator<Place> {
    const setting = this.setting(0);
    const choose = kindChooser();
    for (let index = 0; index < this.options.resources; index += 1) yield this.placeOf(setting, choose, index);
  }

  /** The n-th person who seeks something here. */
  seeker(index: number): Seeker {
    const setting = this.setting(index + 1);
    const id = (kind: number, of: number): string => idOf(this.options.seed, kind, of);
    const someOf = (kind: number, count: number) => (least: number, most: number) =>
      Array.from({ length: setting.chance.between(least, most) }, () => id(kind, setting.chance.between(0, count - 1)));
    const known = {
      orgs: someOf(ORGANISATION, this.orgs),
      menus: someOf(MENU, this.options.resources),
      resources: someOf(RESOURCE, Math.ceil(this.options.resources / 2)),
    };
    const profile = personOf(setting, id(PERSON, index), known);
    return { profile, need: needOf(setting, profile) };
  }

  /** Towns and timetables are those of the municipality; what follows is drawn for `stream` alone. */
  private setting(stream: number): Setting {
    const { seed, area } = this.options;
    const common = chanceOf(mix(seed));
    return {
      options: this.options,
      scatter: scatterOver(area, common),
      patterns: patternsOf(common),
      chance: chanceOf(mix(mix(seed) + mix(stream + 1))),
    };
  }

  private placeOf(setting: Setting, choose: Chooser, index: number): Place {
    const { seed, everywhere } = this.options;
    const { chance } = setting;
    const reachesAll = chance.yes(everywhere);
    const kind = choose(chance.next(), reachesAll && chance.yes(0.5));
    const id = {
      menuId: idOf(seed, MENU, index),
      resourceId: idOf(seed, RESOURCE, Math.floor(index / 2)),
      orgId: idOf(seed, ORGANISATION, chance.between(0, this.orgs - 1)),
    };
    const menu = menuOf(setting, kind, id, index, reachesAll && kind.remote !== true);
    return { menu, capacity: capacityOf(setting, kind, menu), load: chance.yes(0.2) ? chance.between(1, 5) : 0 };
  }
}

type Chooser = (draw: number, remote: boolean) => Kind;

/** Kinds by weight; remote ones only where one is asked for. */
function kindChooser(): Chooser {
  const lists = [false, true].map((remote) => CATALOG.kinds.filter((kind) => (kind.remote === true) === remote));
  const weights = lists.map((kinds) => kinds.reduce((sum, { weight }) => sum + weight, 0));
  return (draw, remote) => {
    const which = remote ? 1 : 0;
    let left = draw * (weights[which] ?? 0);
    const kind = lists[which]?.find(({ weight }) => (left -= weight) < 0) ?? lists[which]?.at(-1);
    if (kind === undefined) throw new Error('The catalogue has no such kind.');
    return kind;
  };
}
