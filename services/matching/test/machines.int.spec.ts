import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import * as contracts from '#libs/contracts';
import { type MachineTable, type Role, ROLES } from '#libs/kernel';
import proposal from '../src/domain/match-proposal.machine.json';
import matchRequest from '../src/domain/match-request.machine.json';
import placement from '../src/domain/placement.machine.json';
import { Town } from './fixtures';
import { MachineModel } from './machine-model';
import { PLACEMENT_STEPS, PROPOSAL_STEPS, REQUEST_STEPS, type Steps } from './machine-steps';

jest.setTimeout(120_000);
let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

interface Kind {
  readonly table: MachineTable;
  readonly steps: Steps;
  readonly rows: 'match_requests' | 'match_proposals' | 'placements';
  readonly field: 'matchRequestId' | 'proposalId' | 'placementId';
  /** Steps that this suite's bare rows never satisfy: their guards are shown by the specs of each step. */
  readonly guarded: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    table: matchRequest,
    steps: REQUEST_STEPS,
    rows: 'match_requests',
    field: 'matchRequestId',
    guarded: ['resourceDeveloped', 'placementEnded', 'close'],
  },
  {
    table: proposal,
    steps: PROPOSAL_STEPS,
    rows: 'match_proposals',
    field: 'proposalId',
    guarded: ['offer', 'offerFirst', 'scheduleTrial', 'reschedule', 'accept', 'acceptDirect', 'joinOpen'],
  },
  {
    table: placement,
    steps: PLACEMENT_STEPS,
    rows: 'placements',
    field: 'placementId',
    guarded: ['stabilize'],
  },
];
const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'SYSTEM');

/** One request, proposal and placement of somebody, and steps taken on one of them. */
class Bench {
  private constructor(
    private readonly kind: Kind,
    private readonly model: MachineModel,
    private readonly at: {
      readonly menuId: string;
      readonly orgId: string;
      readonly ids: Record<Kind['field'], string>;
    },
  ) {}

  static async open(kind: Kind): Promise<Bench> {
    const menu = await town.menu({}, { total: 50 });
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
    const ids = { matchRequestId, proposalId, placementId };
    return new Bench(kind, new MachineModel(kind.table), { menuId: menu.menuId, orgId: menu.orgId, ids });
  }

  private get id(): string {
    return this.at.ids[this.kind.field];
  }

  async set(state: string): Promise<void> {
    const { matchRequestId } = this.at.ids;
    await town.world.sql(`UPDATE match_requests SET state = 'PROPOSING' WHERE id = $1`, [matchRequestId]);
    await town.world.sql(`UPDATE match_proposals SET state = 'REVOKED' WHERE match_request_id = $1`, [matchRequestId]);
    await town.world.sql(`UPDATE ${this.kind.rows} SET state = $2 WHERE id = $1`, [this.id, state]);
  }

  async state(): Promise<string> {
    const rows = await town.world.sql(`SELECT state FROM ${this.kind.rows} WHERE id = $1`, [this.id]);
    return (rows as { state: string }[])[0]?.state ?? '';
  }

  /** What came of a step: the state moved to, or the code of the refusal. */
  async take(index: number, role: Role): Promise<string> {
    const [event, request, input] = this.kind.steps[index] ?? this.kind.steps[0] ?? [];
    if (event === undefined || request === undefined) throw new Error('No such step.');
    const actor = town.world.actor(role, { orgId: role === 'PROVIDER_STAFF' ? this.at.orgId : null });
    const { menuId, ids } = this.at;
    const real: Readonly<Record<string, object>> = {
      shortlist: { menuIds: [menuId] },
      propose: { menuId },
      newMatch: { matchRequestId: ids.matchRequestId },
    };
    try {
      await town.world.ask(request, { ...input, ...real[event], [this.kind.field]: this.id }, actor);
      return 'done';
    } catch (error) {
      return (error as { readonly code?: string }).code ?? String(error);
    }
  }

  /** What has to come of it: refused by role or table, moved, or moved unless a guard refuses. */
  expected(state: string, index: number, role: Role): { readonly code: string } | { readonly to: string } {
    const [event = '', request, input] = this.kind.steps[index] ?? [];
    if (!request?.allow.includes(role)) return { code: 'role.refused' };
    const same = JSON.stringify(input);
    const alike = this.kind.steps.filter(([, other, given]) => other === request && JSON.stringify(given) === same);
    const shared = alike.map(([other]) => other);
    const meant = shared.find((other) => this.model.verdict(state, other, role).kind === 'moves') ?? event;
    const verdict = this.model.verdict(state, meant, role);
    if (verdict.kind === 'moves') return { to: verdict.to };
    const known = shared.some((other) =>
      this.kind.table.transitions.some((row) => row.from === state && row.event === other),
    );
    return { code: `${this.model.slug}.${known ? 'role-refused' : 'transition-refused'}` };
  }

  /** Takes a step and compares; gives what was wrong, or whether it moved. */
  async check(
    state: string,
    index: number,
    role: Role,
  ): Promise<{ readonly wrong?: string; readonly moved?: string; readonly to?: string }> {
    const [event = ''] = this.kind.steps[index] ?? [];
    const expected = this.expected(state, index, role);
    const got = await this.take(index, role);
    const after = await this.state();
    const said = `${state} ${event} by ${role}: ${got}, then ${after}`;
    if ('code' in expected) return got === expected.code && after === state ? {} : { wrong: said };
    if (got === 'done') return after === expected.to ? { moved: `${state} ${event}`, to: after } : { wrong: said };
    const guard = /^(match-request|proposal|placement|consent|menu)\.(?!transition-refused|role-refused)/.test(got);
    return guard && after === state ? {} : { wrong: said };
  }
}

/** An open proposal may be proposed again while others are: the request is PROPOSING already. */
const isRepeatable = (state: string, event: string): boolean => event === 'propose' && state === 'PROPOSING';

describe.each(KINDS.map((kind) => [kind.table.name, kind] as const))('%s', (_, kind) => {
  const model = new MachineModel(kind.table);

  it('lets in exactly the people whom the table names', () => {
    for (const [, request] of kind.steps) {
      const events = kind.steps.filter(([, other]) => other === request).map(([event]) => event);
      const named = kind.table.transitions
        .filter(({ event }) => events.includes(event))
        .flatMap(({ actors }) => actors);
      const people = [...new Set(named)].filter((role) => role !== 'SYSTEM');
      expect([request.subject, ...[...request.allow].sort()]).toEqual([request.subject, ...people.sort()]);
    }
  });

  it('does in every state what the table says, for every step and every role', async () => {
    const wrong: string[] = [];
    const moved = new Set<string>();
    let tried = 0;
    for (const state of model.states) {
      const bench = await Bench.open(kind);
      await bench.set(state);
      for (const [index, [event]] of kind.steps.entries()) {
        for (const role of PEOPLE) {
          tried += 1;
          if (isRepeatable(state, event)) continue;
          const result = await bench.check(state, index, role);
          if (result.wrong !== undefined) wrong.push(result.wrong);
          if (result.moved === undefined) continue;
          moved.add(result.moved);
          await bench.set(state);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(model.states.length * kind.steps.length * PEOPLE.length);
    const offered = new Set(kind.steps.map(([event]) => event));
    const still = kind.table.transitions
      .filter(({ event }) => offered.has(event) && !kind.guarded.includes(event))
      .map(({ from, event }) => `${from} ${event}`)
      .filter((step) => !moved.has(step));
    expect(still).toEqual([]);
  });

  it('walks as the table says, whoever takes whichever step', async () => {
    const step = fc
      .record({ index: fc.nat(kind.steps.length - 1), role: fc.constantFrom(...PEOPLE), likely: fc.nat(4) })
      .map((wish) => new WalkStep(kind, wish));
    await fc.assert(
      fc.asyncProperty(fc.commands([step], { maxCommands: 30, size: 'max' }), async (steps) => {
        const bench = await Bench.open(kind);
        const first = kind.field === 'matchRequestId' ? 'SEARCHING' : (kind.table.initial[0] ?? '');
        await bench.set(first);
        await fc.asyncModelRun(() => ({ model: { state: first }, real: bench }), steps);
      }),
      { numRuns: 6 },
    );
  });
});

/** One step of a walk; the model knows the state and never asks the service for it. */
class WalkStep implements fc.AsyncCommand<{ state: string }, Bench> {
  constructor(
    private readonly kind: Kind,
    private readonly wish: { readonly index: number; readonly role: Role; readonly likely: number },
  ) {}

  check = (): boolean => true;

  async run(model: { state: string }, bench: Bench): Promise<void> {
    const { index, role } = this.wish.likely === 0 ? this.wish : likely(this.kind, model.state, this.wish);
    if (isRepeatable(model.state, this.kind.steps[index]?.[0] ?? '')) return;
    const result = await bench.check(model.state, index, role);
    expect(result.wrong).toBeUndefined();
    if (result.to !== undefined) model.state = result.to;
  }

  toString = (): string => `${this.kind.steps[this.wish.index]?.[0] ?? ''} by ${this.wish.role}`;
}

/** A step that the table lists here, by somebody who may take it, where there is one. */
function likely(kind: Kind, state: string, wish: { readonly index: number; readonly role: Role }) {
  const offered = kind.steps.map(([event]) => event);
  const listed = kind.table.transitions.filter((row) => row.from === state && offered.includes(row.event));
  const row = listed[wish.index % Math.max(1, listed.length)];
  const roles = PEOPLE.filter((role) => row?.actors.includes(role));
  const role = roles[wish.index % Math.max(1, roles.length)];
  return row === undefined || role === undefined ? wish : { index: offered.indexOf(row.event), role };
}
