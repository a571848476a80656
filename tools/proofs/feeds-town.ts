import { Client } from 'pg';
import { kept } from '../api';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import type { FedMenu } from './feeds-reports';

/** An organisation with a system of its own that signs in by client credentials. */
export interface FedOrganization {
  readonly orgId: string;
  readonly menus: readonly FedMenu[];
  readonly token: () => Promise<string>;
}

interface Places {
  readonly total: number;
  readonly used: number;
}

/** Enters organisations with menus of every kind. */
export async function enterOrganizations(
  system: RunningSystem,
  count: number,
  menusEach: number,
): Promise<readonly FedOrganization[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => enter(system, `団体${index + 1}`, menusEach)));
}

async function enter(system: RunningSystem, name: string, menusEach: number): Promise<FedOrganization> {
  const people = new People(system);
  const coordinator = people.as('COMMUNITY_COORDINATOR');
  const { id: orgId } = await coordinator.post('/organizations', { name, kind: 'npo' });
  const { id: resourceId } = await coordinator.post('/resources', { orgId, name: '場', type: 'work_experience' });
  const menus: FedMenu[] = [];
  for (let index = 0; index < menusEach; index += 1) {
    const given = { name: `枠${index}`, capacityModel: 'fixed' };
    const { id: menuId } = await coordinator.post(`/resources/${resourceId}/menus`, given);
    const externalId = index % 3 === 0 ? `M-${index}` : null;
    if (externalId !== null) await coordinator.put(`/menus/${menuId}/external-id`, { externalId });
    menus.push({ menuId, externalId, sliced: index % 4 === 1, counted: index % 2 === 0 });
  }
  return { orgId, menus, token: kept(() => system.token('PROVIDER_STAFF', { org: orgId, as: `machine-${orgId}` })) };
}

/** The tables of community and matching, read by their owners: what really is, not what the services say. */
export class FeedTables {
  private constructor(
    private readonly community: Client,
    private readonly matching: Client,
  ) {}

  static async open(system: RunningSystem): Promise<FeedTables> {
    const [community, matching] = await Promise.all(
      (['community', 'matching'] as const).map(async (service) => {
        const owner = new Client({ connectionString: system.databases[service].ownerUrl });
        await owner.connect();
        await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
        return owner;
      }),
    );
    if (!community || !matching) throw new Error('No tables.');
    return new FeedTables(community, matching);
  }

  async close(): Promise<void> {
    await Promise.all([this.community.end(), this.matching.end()]);
  }

  /** Matching's ledgers by menu, sessions summed up. */
  async ledgers(): Promise<ReadonlyMap<string, Places>> {
    const { rows } = await this.matching.query<Places & { menu_id: string }>(
      `SELECT menu_id, sum(total)::int AS total, sum(used)::int AS used
         FROM capacity_ledgers WHERE NOT closed AND total IS NOT NULL GROUP BY menu_id`,
    );
    return new Map(rows.map(({ menu_id, total, used }) => [menu_id, { total, used }]));
  }

  /** The last reports as community has them. */
  async reported(): Promise<ReadonlyMap<string, Places>> {
    const { rows } = await this.community.query<Places & { id: string }>('SELECT id, total, used FROM availability');
    return new Map(rows.map(({ id, total, used }) => [id, { total, used }]));
  }

  /** Does matching know this total already? */
  async knows(menuId: string, total: number): Promise<boolean> {
    const { rows } = await this.matching.query(
      `SELECT 1 FROM capacity_ledgers WHERE menu_id = $1 AND session = '' AND total = $2`,
      [menuId, total],
    );
    return rows.length > 0;
  }

  /** Reports of these menus that were said. */
  async said(menuIds: readonly string[]): Promise<number> {
    const { rows } = await this.community.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox
        WHERE subject = 'evt.community.availability.reported.v1' AND aggregate_id = ANY($1)`,
      [menuIds],
    );
    return rows[0]?.n ?? 0;
  }
}
