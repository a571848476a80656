import { countMet, type MenuLook } from './menu-look';
import { isPeer, meetsPurposeOfRole } from './fit';
import { type RequestView } from './request-view';
import { type WeightName } from './settings';

/** One visible part of a score: what it is for, on whose side, and its points in thousandths. */
export interface ScoreTerm {
  readonly side: 'person' | 'host';
  readonly code: WeightName;
  readonly points: number;
  readonly max: number;
}

export interface Score {
  /** Thousandths of a point: the sum of the terms. */
  readonly total: number;
  readonly terms: readonly ScoreTerm[];
}

/** Part of a weight that is earned: a fraction of whole numbers, so that every machine adds up alike. */
type Share = readonly [earned: number, of: number];

const ALL: Share = [1, 1];
const NOTHING: Share = [0, 1];
const when = (condition: boolean): Share => (condition ? ALL : NOTHING);

/** Of the weight for size and quiet, six tenths go to the size and four to a quiet corner. */
const SIZE_SHARE = 600;
const QUIET_SHARE = 400;
const FULL_SHARE = SIZE_SHARE + QUIET_SHARE;

function purposes(wanted: readonly string[], offered: readonly string[] | null): Share {
  return wanted.length === 0 ? NOTHING : [countMet(wanted, offered), wanted.length];
}

/** The first thing in common earns half, the rest by how much of the person's list is met. */
function strengthsAndInterests({ strengthsAndInterests: own }: RequestView, { menu }: MenuLook): Share {
  let met = 0;
  for (const code of own) {
    if (menu.activities?.includes(code) === true || menu.roles?.includes(code) === true) met += 1;
  }
  return met === 0 ? NOTHING : [own.size + met, 2 * own.size];
}

function sizeShare(most: number | null, usual: number | null): number {
  if (most == null || usual == null) return 0;
  return usual <= most ? SIZE_SHARE : Math.floor((SIZE_SHARE * Math.max(0, most)) / usual);
}

function groupAndQuiet({ need, wantsQuiet }: RequestView, { menu }: MenuLook): Share {
  const quiet = wantsQuiet && menu.quietSpace === true ? QUIET_SHARE : 0;
  return [sizeShare(need.groupMaxPreferred, menu.typicalGroupSize) + quiet, FULL_SHARE];
}

/** A confidential address earns the same everywhere: points by nearness would betray where it is. */
function access({ need, settings }: RequestView, { menu, remote, distance }: MenuLook): Share {
  if (remote || menu.pickup === true || menu.addressConfidential === true) return ALL;
  const limit = need.maxDistanceMeters ?? settings.accessReferenceMeters;
  if (distance === null || limit <= 0) return when(distance === 0);
  return [Math.max(0, limit - distance), limit];
}

function preferredSupport({ supportPreferred: wished }: RequestView, { menu }: MenuLook): Share {
  return wished.length === 0 ? NOTHING : [countMet(wished, menu.support), wished.length];
}

function hostReadiness({ host }: MenuLook): Share {
  if (host === 'ready') return ALL;
  return host === 'needs_support' ? [1, 2] : NOTHING;
}

/** Points are given for what is known only. Nothing here reads illness, nationality, assistance, record, family or gender. */
const SHARES: Readonly<Record<WeightName, (view: RequestView, look: MenuLook) => Share>> = {
  purposePrimary: (view, { menu }) => purposes(view.primary, menu.purposes),
  purposeSecondary: (view, { menu }) => purposes(view.secondary, menu.purposes),
  strengthInterest: strengthsAndInterests,
  role: (view, { menu }) => when(meetsPurposeOfRole(view, menu)),
  groupQuiet: groupAndQuiet,
  access,
  schedule: (_, { schedule }) => when(schedule === 'fits'),
  supportPreferred: preferredSupport,
  hostReadiness: (_, look) => hostReadiness(look),
  free: (_, { menu }) => when(menu.feeYen === 0),
  nextStep: ({ need }, { menu }) => when(need.goal != null && menu.nextSteps?.includes(need.goal) === true),
  peerAge: ({ profile }, { menu }) => when(isPeer(profile.age, menu)),
  companion: ({ hasCompanions }, { menu }) => when(hasCompanions && menu.targets?.companionsAllowed === true),
};

const NAMES = Object.keys(SHARES) as readonly WeightName[];

/** The fit as a sum of visible terms. It orders and explains; people choose. */
export function scoreOf(view: RequestView, look: MenuLook): Score {
  let total = 0;
  const terms = NAMES.map((code): ScoreTerm => {
    const [earned, of] = SHARES[code](view, look);
    const max = view.weightsMilli[code];
    const points = Math.floor((max * earned) / of);
    total += points;
    return { side: code === 'hostReadiness' ? 'host' : 'person', code, points, max };
  });
  return { total, terms };
}
