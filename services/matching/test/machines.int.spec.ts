import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { Machine, type MachineTable, ROLES } from '#libs/kernel';
import matchRequest from '../src/domain/match-request.machine.json';
import placement from '../src/domain/placement.machine.json';
import proposal from '../src/domain/match-proposal.machine.json';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

type Steps = readonly (readonly [event: string, request: RequestType, input: object])[];
const REQUEST_STEPS: Steps = [
  ['accept', contracts.AcceptMatchRequestV1, {}],
  ['shortlist', contracts.ShortlistV1, { menuIds: [randomUUID()] }],
  ['noCandidate', contracts.RecordUnmetNeedV1, {}],
  ['resourceDeveloped', contracts.LinkDevelopedMenuV1, { menuId: randomUUID() }],
  ['searchAgain', contracts.SearchAgainV1, {}],
  ['propose', contracts.CreateProposalV1, { menuId: randomUUID() }],
  ['allDeclined', contracts.RecordAllDeclinedV1, {}],
  ['placementEnded', contracts.SearchAfterPlacementV1, { goal: null }],
  ['close', contracts.CloseMatchRequestV1, { evaluation: null }],
  ['cancel', contracts.CancelMatchRequestV1, { reasonCode: 'other' }],
  ['park', contracts.ParkMatchRequestV1, { until: '2099-01-01', reasonCode: 'rest' }],
  ['unpark', contracts.UnparkMatchRequestV1, {}],
  ['decided', contracts.DecideReviewV1, { reasonCode: 'fine', noteRef: null }],
];
const PROPOSAL_STEPS: Steps = [
  ['inquireAnonymously', contracts.InquireAnonymouslyV1, {}],
  ['willing', contracts.AnswerWillingV1, {}],
  ['decline', contracts.RefuseInquiryV1, { reasonCode: 'full' }],
  ['offerFirst', contracts.OfferOpenPlaceV1, {}],
  ['offer', contracts.OfferProposalV1, {}],
  ['interested', contracts.RecordInterestV1, { personWordsNoteRef: randomUUID() }],
  ['declined', contracts.RecordPersonRefusalV1, {}],
  ['inquireNamed', contracts.InquireNamedV1, { items: ['name'] }],
  ['done', contracts.RecordTrialDoneV1, { personFeeling: 'good', hostFeeling: 'good' }],
  ['accept', contracts.AcceptProposalV1, { personAgreed: true, hostAgreed: true }],
  ['acceptDirect', contracts.AcceptDirectlyV1, { reasonCode: 'emergency', personAgreed: true, hostAgreed: true }],
  ['joinOpen', contracts.JoinOpenPlaceV1, {}],
  ['revoke', contracts.RevokeProposalV1, { reasonCode: 'other' }],
  ['personWithdraws', contracts.WithdrawPersonV1, {}],
  ['hostWithdraws', contracts.WithdrawHostV1, { reasonCode: 'full' }],
];
const PLACEMENT_STEPS: Steps = [
  ['start', contracts.StartPlacementV1, { startedOn: TODAY }],
  ['issue', contracts.RaiseIssueV1, { side: 'person' }],
  ['adjusted', contracts.RecordAdjustedV1, {}],
  ['stabilize', contracts.StabilizePlacementV1, {}],
  ['nextStep', contracts.PlanNextStepV1, {}],
  ['stay', contracts.StayInPlacementV1, {}],
  ['closeSupport', contracts.CloseSupportV1, { aftercare: true }],
  ['closeNoAftercare', contracts.CloseSupportV1, { aftercare: false }],
  ['finish', contracts.FinishAftercareV1, {}],
  ['needsSupportAgain', contracts.SupportAgainV1, {}],
  ['end', contracts.EndPlacementV1, { reasonCode: 'goal', endedOn: TODAY }],
  ['left', contracts.LeavePlacementV1, { reasonCode: 'goal', endedOn: TODAY }],
  ['hostWithdraws', contracts.WithdrawHostFromPlacementV1, { endedOn: TODAY }],
  ['pause', contracts.PausePlacementV1, { reasonCode: 'rest', reviewOn: '2099-01-01', keepPlace: true }],
  ['resume', contracts.ResumePlacementV1, {}],
  ['return', contracts.ReturnToPlacementV1, {}],
];

const ALL: readonly (readonly [MachineTable, Steps])[] = [
  [matchRequest, REQUEST_STEPS],
  [proposal, PROPOSAL_STEPS],
  [placement, PLACEMENT_STEPS],
];

describe.each(ALL.map(([table, steps]) => [table.name, new Machine(table), steps] as const))(
  '%s',
  (_, machine, steps) => {
    it.each(steps)('%s lets in exactly the people whom the table names', (_event, request) => {
      const events = steps.filter(([, other]) => other === request).map(([event]) => event);
      const named = new Set(events.flatMap((event) => machine.rolesFor(event)).filter((role) => role !== 'SYSTEM'));
      expect([...request.allow].sort()).toEqual([...named].sort());
    });
  },
);

async function rows() {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.shortlisted(personRef, [menu.menuId]);
  const create = { matchRequestId, menuId: menu.menuId };
  const { id: proposalId } = await town.world.ask(contracts.CreateProposalV1, create, town.worker);
  const placementId = randomUUID();
  await town.world.sql(
    `INSERT INTO placements (id, state, version, proposal_id, match_request_id, case_ref, person_ref, menu_id, org_id,
       open_place, out_of_system, created_at)
     VALUES ($1, 'STARTING', 1, $2, $3, $4, $5, $6, $7, true, false, now())`,
    [placementId, proposalId, matchRequestId, randomUUID(), personRef, menu.menuId, menu.orgId],
  );
  return { orgId: menu.orgId, menuId: menu.menuId, ids: { matchRequestId, proposalId, placementId } };
}

it.each([
  [matchRequest, REQUEST_STEPS, 'match_requests', 'matchRequestId', 'match-request'],
  [proposal, PROPOSAL_STEPS, 'match_proposals', 'proposalId', 'match-proposal'],
  [placement, PLACEMENT_STEPS, 'placements', 'placementId', 'placement'],
] as const)('refuses every step that the table does not list ($name)', async (table, steps, name, field, slug) => {
  const { orgId, menuId, ids } = await rows();
  const machine = new Machine(table);
  const wrong: string[] = [];
  for (const state of Object.keys(table.states)) {
    await town.world.sql(`UPDATE ${name} SET state = $2 WHERE id = $1`, [ids[field], state]);
    for (const [event, request, input] of steps) {
      const repeatable = event === 'propose' && state === 'PROPOSING';
      if (machine.allows(state, event) || repeatable) continue;
      const actor = town.world.actor(
        [...ROLES].filter((role) => role !== 'SYSTEM'),
        { orgId },
      );
      const menu = event === 'propose' || event === 'shortlist' ? { menuIds: [menuId] } : {};
      const whole = { ...input, ...('menuIds' in input ? menu : {}), [field]: ids[field] };
      const code = await refusal(town.world.ask(request, whole, actor));
      if (code !== `${slug}.transition-refused`) wrong.push(`${state} ${event}: ${code}`);
    }
  }
  expect(wrong).toEqual([]);
});
