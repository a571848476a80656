import { randomUUID } from 'node:crypto';
import type { MenuFactsAnswer } from '#libs/contracts';

export const TODAY = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

/** A place that takes anybody who looks for a role; every field as an organisation might enter it. */
export function aMenu(change: Partial<MenuFactsAnswer> = {}): MenuFactsAnswer {
  return {
    menuId: randomUUID(),
    resourceId: randomUUID(),
    orgId: randomUUID(),
    version: 1,
    name: '広報紙の挿絵',
    orgName: 'みどり会',
    resourceState: 'ACTIVE_PUBLIC',
    type: 'role_offer',
    location: { lat: 35.501, lng: 139.501 },
    addressConfidential: false,
    purposes: ['role'],
    activities: ['illustration'],
    roles: ['illustrator'],
    modes: ['in_person'],
    demands: [],
    typicalGroupSize: 3,
    quietSpace: true,
    sessions: [{ day: 'mon', from: '10:00', to: '15:00' }],
    onDemand: true,
    earliestStart: null,
    capacityModel: 'fixed',
    targets: {
      ageMin: null,
      ageMax: null,
      genders: ['any'],
      peerAgeMin: null,
      peerAgeMax: null,
      companionsAllowed: false,
      grades: null,
      fiscalYearEndAfterAge: null,
      pregnant: null,
      medicalAttendance: null,
    },
    eligibility: { basis: 'open', statute: null, requires: [], acceptsOutOfSystem: false },
    requiresReadiness: null,
    support: ['watch_over'],
    accessibility: ['step_free'],
    pickup: false,
    languages: ['ja'],
    feeYen: 0,
    nameRequired: true,
    hostAssessment: { status: 'ready', assessedOn: TODAY, maxConcurrent: null, current: null },
    exclusionPolicy: null,
    nextSteps: [],
    lastConfirmedOn: TODAY,
    seeks: null,
    ...change,
  };
}
