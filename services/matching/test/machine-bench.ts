import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import { addDays, type MachineTable, type Role, ROLES } from '#libs/kernel';
import proposal from '../src/domain/match-proposal.machine.json';
import matchRequest from '../src/domain/match-request.machine.json';
import placement from '../src/domain/placement.machine.json';
import { TODAY } from './a-menu';
import type { Town } from './fixtures';
import type { Broken, Ground, Guard } from './machine-ground';
import { PLACEMENT_GUARDS, PROPOSAL_GUARDS, REQUEST_GUARDS } from './machine-guards';
import { MachineModel } from './machine-model';
import { PLACEMENT_STEPS, PROPOSAL_STEPS, REQUEST_STEPS, type Steps } from './machine-steps';

export interface Kind {
  readonly table: MachineTable;
  readonly steps: Steps;
  readonly guards: Readonly<Record<string, Guard>>;
  readonly rows: 'match_requests' | 'match_proposals' | 'placements';
  readonly field: keyof Ground['ids'];
  /** Events of the table that nobody takes: the house does, as `machine-system.int.spec.ts` shows. */
  readonly system: readonly string[];
}

export const REQUESTS: Kind = {
  table: matchRequest,
  steps: REQUEST_STEPS,
  guards: REQUEST_GUARDS,
  rows: 'match_requests',
  field: 'matchRequestId',
  system: ['needsReview', 'placed'],
};
export const PROPOSALS: Kind = {
  table: proposal,
  steps: PROPOSAL_STEPS,
  guards: PROPOSAL_GUARDS,
  rows: 'match_proposals',
  field: 'proposalId',
  system: ['expire', 'holdLapsed'],
};
export const PLACEMENTS: Kind = {
  table: placement,
  steps: PLACEMENT_STEPS,
  guards: PLACEMENT_GUARDS,
  rows: 'placements',
  field: 'placementId',
  system: [],
};
export const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'SYSTEM');
const CAPACITY = 50;

type Expected = { readonly code: string } | { readonly to: string; readonly event: string };
export interface Result {
  readonly wrong?: string;
  readonly moved?: string;
  readonly to?: string;
}

/** One request, proposal and placement of somebody, and steps taken on one of them. */
export class Bench {
  private constructor(
    private readonly kind: Kind,
    private readonly model: MachineModel,
    private readonly ground: Ground,
    private readonly orgId: string,
    private readonly profile: contracts.MatchingProfileAnswer,
  ) {}

  static async open(town: Town, kind: Kind): Promise<Bench> {
    town.planState = 'CONFIRMED';
    town.supportPlan = 'not_needed';
    town.denied.clear();
    const menu = await town.menu({}, { total: CAPACITY });
    const worse = await town.menu({ activities: [], roles: [], support: [] }, { total: CAPACITY });
    const personRef = town.person([menu.orgId, worse.orgId]);
    const profile = town.profiles.get(personRef);
    if (!profile) throw new Error('Nobody knows this person.');
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
    const ids = { matchRequestId, proposalId, placementId };
    const nextRequestId = await town.request(personRef);
    const places = { menuId: menu.menuId, worseMenuId: worse.menuId };
    const ground = { town, personRef, ...places, nextRequestId, ids };
    return new Bench(kind, new MachineModel(kind.table), ground, menu.orgId, profile);
  }

  private get id(): string {
    return this.ground.ids[this.kind.field];
  }

  private sql(statement: string, ...values: readonly unknown[]): Promise<unknown> {
    return this.ground.town.world.sql(statement, [...values]);
  }

  /** The bench as at its beginning, but for the state of what is moved. */
  async set(state: string): Promise<void> {
    const { matchRequestId, placementId } = this.ground.ids;
    await this.sql(
      `UPDATE match_requests SET state = 'PROPOSING', shortlist = $2 WHERE id = $1`,
      matchRequestId,
      JSON.stringify([this.ground.menuId]),
    );
    await this.sql(`UPDATE match_proposals SET state = 'REVOKED' WHERE match_request_id = $1`, matchRequestId);
    await this.sql(`DELETE FROM placements WHERE match_request_id = $1 AND id <> $2`, matchRequestId, placementId);
    await this.sql(`UPDATE ${this.kind.rows} SET state = $2 WHERE id = $1`, this.id, state);
    await this.lay();
  }

  /** What most guards look at, as it should be. */
  async lay(): Promise<void> {
    const { town, personRef, menuId, ids } = this.ground;
    town.planState = 'CONFIRMED';
    town.supportPlan = 'not_needed';
    town.denied.clear();
    town.profiles.set(personRef, this.profile);
    const good = (side: 'person' | 'host', day: number) => ({
      side,
      result: 'good' as const,
      recordedOn: addDays(TODAY, day),
    });
    town.followUps.set(ids.placementId, [good('host', -60), good('person', -30), good('person', -3)]);
    await this.sql(
      `UPDATE match_proposals SET open_place = false, name_required = true, items = '["name"]' WHERE id = $1`,
      ids.proposalId,
    );
    await this.sql(
      'UPDATE placements SET open_place = true, started_on = $2, place_id = NULL WHERE id = $1',
      ids.placementId,
      addDays(TODAY, -100),
    );
    await this.sql('UPDATE capacity_ledgers SET total = $2 WHERE menu_id = $1', menuId, CAPACITY);
    await this.sql(
      `UPDATE menus SET facts = jsonb_set(facts, '{hostAssessment,assessedOn}', $2) WHERE menu_id = $1`,
      menuId,
      JSON.stringify(TODAY),
    );
    await this.sql('DELETE FROM refusals WHERE person_ref = $1', personRef);
    await this.sql(
      'UPDATE match_requests SET plan_id = coalesce(plan_id, $2) WHERE id = $1',
      ids.matchRequestId,
      randomUUID(),
    );
  }

  async state(): Promise<string> {
    const rows = await this.sql(`SELECT state FROM ${this.kind.rows} WHERE id = $1`, this.id);
    return (rows as { state: string }[])[0]?.state ?? '';
  }

  /** What came of a step: the code of the refusal, or `done`. */
  private async take(index: number, role: Role, broken: Broken | undefined): Promise<string> {
    const [, request, input] = this.kind.steps[index] ?? [];
    if (request === undefined) throw new Error('No such step.');
    const said = { ...input, ...this.real(index), ...broken?.input?.(this.ground), [this.kind.field]: this.id };
    try {
      await this.ground.town.world.ask(request, said, this.actor(role, broken?.foreign === true));
      return 'done';
    } catch (error) {
      return (error as { readonly code?: string }).code ?? String(error);
    }
  }

  private actor(role: Role, foreign: boolean) {
    const orgId = foreign ? randomUUID() : this.orgId;
    return this.ground.town.world.actor(role, { orgId: role === 'PROVIDER_STAFF' ? orgId : null });
  }

  /** What a step names of this bench. */
  private real(index: number): object {
    const { menuId, nextRequestId } = this.ground;
    const inputs: Readonly<Record<string, object>> = {
      search: { amongMenuIds: [menuId] },
      shortlist: { menuIds: [menuId] },
      propose: { menuId },
      resourceDeveloped: { menuId },
      newMatch: { matchRequestId: nextRequestId },
    };
    return inputs[this.kind.steps[index]?.[0] ?? ''] ?? {};
  }

  /** What has to come of it: refused by role or table, or moved. */
  private expected(state: string, index: number, role: Role): Expected {
    const [event = '', request, input] = this.kind.steps[index] ?? [];
    if (!request?.allow.includes(role)) return { code: 'role.refused' };
    const same = JSON.stringify(input);
    const alike = this.kind.steps.filter(([, other, given]) => other === request && JSON.stringify(given) === same);
    const shared = alike.map(([other]) => other);
    const meant = shared.find((other) => this.model.verdict(state, other, role).kind === 'moves') ?? event;
    const verdict = this.model.verdict(state, meant, role);
    if (verdict.kind === 'moves') return { to: verdict.to, event: meant };
    const known = shared.some((other) =>
      this.kind.table.transitions.some((row) => row.from === state && row.event === other),
    );
    return { code: `${this.model.slug}.${known ? 'role-refused' : 'transition-refused'}` };
  }

  /** Takes a step, with its guard kept or broken, and compares; gives what was wrong, or whether it moved. */
  async check(state: string, index: number, role: Role, broken?: Broken): Promise<Result> {
    const expected = this.expected(state, index, role);
    const said = this.kind.steps[index]?.[0] ?? '';
    if ('code' in expected) return this.compare(`${state} ${said} ${role}`, index, role, { ...expected, to: state });
    const step = `${state} ${expected.event} ${role}`;
    await this.kind.guards[expected.event]?.holds?.(this.ground);
    if (broken === undefined) return this.compare(step, index, role, { code: 'done', to: expected.to, moves: true });
    await broken.arrange?.(this.ground);
    return this.compare(step, index, role, { code: broken.code, to: state, broken });
  }

  private async compare(
    step: string,
    index: number,
    role: Role,
    due: { readonly code: string; readonly to: string; readonly moves?: boolean; readonly broken?: Broken },
  ): Promise<Result> {
    const got = await this.take(index, role, due.broken);
    const after = await this.state();
    if (got !== due.code || after !== due.to) return { wrong: `${step}: ${got}, then ${after}` };
    return due.moves === true ? { moved: step, to: after } : {};
  }
}
