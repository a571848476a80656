import type { CapacityView, OutOfSystemView, SessionCapacity } from '../../services/matching/src/domain/capacity-view';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import type { Kind } from './catalog';
import { secondsBefore } from './days';
import { told } from './menu';
import type { Setting } from './setting';

const DAY_SECONDS = 86_400;
/** Time-sliced are a few per cent: a class with counted places in each session. */
const SLICED = 0.04;

function outOfSystem(setting: Setting, total: number): OutOfSystemView | null {
  const { chance } = setting;
  if (!chance.yes(0.5)) return null;
  const slots = chance.between(0, Math.min(3, total));
  return { slots: told(setting, slots), used: told(setting, chance.between(0, slots)), held: chance.yes(0.1) ? 1 : 0 };
}

function slices({ chance }: Setting, { sessions }: MenuFacts): readonly SessionCapacity[] | null {
  if (!chance.yes(SLICED) || sessions === null || sessions.length === 0) return null;
  const readable = sessions.filter(({ day, from }) => day.length === 3 && from.length === 5 && from < '24:00');
  if (readable.length === 0) return null;
  return readable.map(({ day, from, to }) => ({
    day,
    from,
    to,
    free: chance.between(-1, 4),
    outOfSystemFree: chance.yes(0.5) ? chance.between(0, 2) : null,
  }));
}

/** What the ledger says of a menu; null = no report ever. Open places seldom have one. */
export function capacityOf(setting: Setting, kind: Kind, menu: MenuFacts): CapacityView | null {
  const { chance, options } = setting;
  const share = menu.capacityModel === 'open' ? 0.1 : 0.95;
  if (!chance.yes(share)) return null;
  const total = chance.between(1, 30);
  const used = chance.yes(0.7) ? chance.between(0, total) : total;
  const held = chance.yes(0.1) ? chance.between(1, 2) : 0;
  const age = Math.floor(chance.next() * (chance.yes(0.8) ? 25 : 60) * DAY_SECONDS);
  return {
    total: told(setting, total),
    used: told(setting, used),
    held,
    outOfSystem: outOfSystem(setting, total),
    unit: chance.yes(kind.family ?? 0.01) ? 'family' : 'person',
    sessions: slices(setting, menu),
    reportedAt: told(setting, secondsBefore(options.today, age)),
    overCommitted: used + held > total && chance.yes(0.5),
  };
}
