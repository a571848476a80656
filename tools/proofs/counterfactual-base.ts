import type { CapacityView } from '../../services/matching/src/domain/capacity-view';
import type { MatchingProfile } from '../../services/matching/src/domain/matching-profile';
import type { MenuFacts, Targets } from '../../services/matching/src/domain/menu-facts';
import type { Need } from '../../services/matching/src/domain/need';

/** A person, a need, a menu and its places that suit each other; what is drawn for a pair breaks it. */
export const TODAY = '2026-11-16';

export const ID = {
  menu: '00000000-0000-4000-8000-000000000001',
  resource: '00000000-0000-4000-8000-000000000002',
  org: '00000000-0000-4000-8000-000000000003',
};
export const SAFE = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
export const AGREED = {
  matching: 'granted',
  disclosureOrgIds: [ID.org],
  anonymousInquiry: true,
  guardian: 'not_required',
} as const;

export const WHO: MatchingProfile = {
  personRef: '00000000-0000-4000-8000-000000000004',
  age: 40,
  fiscalYearAge: 39,
  pregnant: false,
  medicalAttendance: false,
  gender: 'female',
  languages: ['ja'],
  readiness: null,
  status: null,
  strengths: [],
  interests: ['reading'],
  avoid: [],
  accessibility: [],
  safety: SAFE,
  declinedMenuIds: [],
  consent: AGREED,
};

export const WHAT: Need = {
  primaryPurposes: ['place'],
  secondaryPurposes: [],
  mode: ['in_person'],
  groupMaxPreferred: null,
  supportRequired: [],
  supportPreferred: [],
  windows: [{ day: 'wed', from: '09:00', to: '17:00' }],
  point: { lat: 35.5, lng: 139.5 },
  maxDistanceMeters: 2000,
  pickupNeeded: false,
  budgetYenPerUse: null,
  startBy: null,
  goal: null,
  companions: [],
  minSessions: null,
  party: null,
};

export const FOR_ALL: Targets = {
  ageMin: null,
  ageMax: null,
  genders: ['any'],
  peerAgeMin: null,
  peerAgeMax: null,
  companionsAllowed: true,
  grades: null,
  fiscalYearEndAfterAge: null,
  pregnant: null,
  medicalAttendance: null,
};

export const WHERE: MenuFacts = {
  menuId: ID.menu,
  resourceId: ID.resource,
  orgId: ID.org,
  name: '縁側サロン',
  orgName: null,
  version: 1,
  resourceState: 'ACTIVE',
  type: 'salon',
  location: { lat: 35.5045, lng: 139.5 },
  addressConfidential: false,
  purposes: ['place'],
  activities: ['reading'],
  roles: [],
  modes: ['in_person'],
  demands: [],
  typicalGroupSize: 5,
  quietSpace: false,
  sessions: [{ day: 'wed', from: '10:00', to: '12:00' }],
  onDemand: false,
  earliestStart: '2026-11-17',
  capacityModel: 'fixed',
  targets: FOR_ALL,
  eligibility: { basis: 'open', statute: null, requires: [], acceptsOutOfSystem: false },
  requiresReadiness: null,
  support: ['watch_over'],
  accessibility: ['step_free'],
  pickup: false,
  languages: ['ja'],
  feeYen: 0,
  nameRequired: true,
  hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: 0 },
  exclusionPolicy: null,
  nextSteps: [],
  lastConfirmedOn: '2026-11-10',
  seeks: null,
};

export const PLACES: CapacityView = {
  total: 10,
  used: 6,
  held: 0,
  outOfSystem: null,
  unit: 'person',
  sessions: null,
  reportedAt: TODAY,
  overCommitted: false,
};
