import { Client } from 'pg';
import { Api, ApiProblem, kept } from '../api';
import type { RunningSystem } from '../running-system';
import type { LedgerState } from './ledger-witness';
import { pause } from './proof';

/** A menu's ledger that is raced for. */
export interface RacedLedger {
  readonly menuId: string;
  /** Empty where the menu counts all its places together. */
  readonly session: string;
  readonly unit: 'person' | 'family';
  readonly total: number;
  readonly slots: number;
}

interface Capacity {
  readonly free: number | null;
}

const SESSIONS = [
  { day: 'mon', from: '10:00', to: '12:00', session: 'mon-1000-1200' },
  { day: 'thu', from: '13:00', to: '15:00', session: 'thu-1300-1500' },
] as const;

interface Kind {
  readonly unit: 'person' | 'family';
  readonly total: number;
  readonly slots: number;
  readonly sliced: boolean;
}

/** One that everybody wants, some that fewer want; counted by person and by family, as a whole and by session. */
const KINDS: readonly Kind[] = [
  { unit: 'person', total: 50, slots: 10, sliced: false },
  ...Array.from({ length: 12 }, (_, index) => ({
    unit: index % 3 === 0 ? ('family' as const) : ('person' as const),
    total: 10,
    slots: 3,
    sliced: index % 4 === 1,
  })),
];

/** Enters the menus with their reports and waits until matching has them. */
export async function enterMenus(system: RunningSystem): Promise<readonly RacedLedger[]> {
  const registry = apiAs(system, 'COMMUNITY_COORDINATOR');
  const org = await registry.post('/organizations', { name: '台帳の証明', kind: 'npo' });
  const raced: RacedLedger[] = [];
  for (const kind of KINDS) {
    const resource = await registry.post('/resources', { orgId: org.id, name: '場', type: 'work_experience' });
    const menu = await registry.post(`/resources/${resource.id}/menus`, { name: '枠', capacityModel: 'fixed' });
    await registry.put(`/menus/${menu.id}/availability`, reportOf(kind));
    const sessions = kind.sliced ? SESSIONS.map(({ session }) => session) : [''];
    raced.push(...sessions.map((session) => ({ menuId: menu.id, session, ...kind })));
  }
  const reader = apiAs(system, 'CSW');
  for (const { menuId } of raced) await untilReported(reader, menuId);
  return raced;
}

const apiAs = (system: RunningSystem, role: Parameters<RunningSystem['token']>[0]): Api =>
  new Api(
    system.baseUrl,
    kept(() => system.token(role)),
  );

function reportOf({ unit, total, slots, sliced }: Kind): object {
  const places = { total, used: 0, outOfSystem: { slots, used: 0 } };
  const sessions = SESSIONS.map(({ day, from, to }) => ({ day, from, to, ...places }));
  return { unit, ...(sliced ? { sessions } : places), reportedAt: new Date(Date.now() - 60_000).toISOString() };
}

async function untilReported(api: Api, menuId: string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const capacity = await api.get<Capacity>(`/menus/${menuId}/capacity`).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 404) return { free: null };
      throw error;
    });
    if (capacity.free !== null) return;
    if (Date.now() > until) throw new Error('The reports did not reach matching.');
    await pause(100);
  }
}

export const nameOf = ({ menuId, session }: Pick<RacedLedger, 'menuId' | 'session'>): string => `${menuId} ${session}`;

interface StateRow {
  readonly menu_id: string;
  readonly session: string;
  readonly version: number;
  readonly free: number;
  readonly oos_free: number;
}

/** Matching's tables, read by their owner: what really is, not what the service says. */
export class LedgerTables {
  private constructor(private readonly owner: Client) {}

  static async open(system: RunningSystem): Promise<LedgerTables> {
    const owner = new Client({ connectionString: system.databases.matching.ownerUrl });
    await owner.connect();
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    return new LedgerTables(owner);
  }

  close(): Promise<void> {
    return this.owner.end();
  }

  async states(): Promise<ReadonlyMap<string, LedgerState>> {
    const { rows } = await this.owner.query<StateRow>(
      `SELECT menu_id, session, version, total - used - held - added + freed AS free,
              oos_slots - oos_used - oos_held - oos_added + oos_freed AS oos_free
         FROM capacity_ledgers WHERE NOT closed`,
    );
    return new Map(
      rows.map((row) => [
        nameOf({ menuId: row.menu_id, session: row.session }),
        { version: row.version, free: row.free, outOfSystemFree: row.oos_free },
      ]),
    );
  }

  /** Places promised beyond the total, counted from the holds themselves. */
  async overbooked(raced: readonly RacedLedger[]): Promise<number> {
    const { rows } = await this.owner.query<{ menu_id: string; session: string; people: number; families: number }>(
      `SELECT menu_id, session, sum(party)::int AS people, count(*)::int AS families
         FROM holds WHERE state = 'ACTIVE' GROUP BY menu_id, session`,
    );
    const beyond = rows.map(({ menu_id: menuId, session, people, families }) => {
      const ledger = raced.find((one) => one.menuId === menuId && one.session === session);
      return Math.max(0, (ledger?.unit === 'family' ? families : people) - (ledger?.total ?? 0));
    });
    return beyond.reduce((sum, places) => sum + places, 0);
  }

  /** Events about holds that were written. */
  async events(): Promise<number> {
    const { rows } = await this.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE subject = 'evt.matching.hold.changed.v1'`,
    );
    return rows[0]?.n ?? 0;
  }
}
