import { type CallContext, localDay } from '#libs/kernel';
import { findRow, type ReadScope } from '#libs/persistence';
import { findMenu, refusedMenus } from './copies.store';
import { MatchRequestEntity } from './match-request.entity';
import { PlacementEntity } from './placement.entity';
import { ProposalEntity } from './proposal.entity';
import { declinedByHost } from './proposal.store';

type Ctx = Pick<CallContext, 'tenant'>;

/** What a command has to know before it asks other services; no lock, and looked at again in the unit of work. */
export interface RankingBasis {
  readonly request: MatchRequestEntity;
  readonly refused: readonly string[];
  /** Menus whose host said no in this request. */
  readonly hostDeclined: readonly string[];
  readonly now: Date;
  readonly today: string;
}

export class Lookups {
  constructor(private readonly reads: ReadScope) {}

  request(ctx: Ctx, id: string): Promise<MatchRequestEntity> {
    return this.reads.run(ctx, ({ db }) => findRow(db, MatchRequestEntity, id, 'match-request'));
  }

  ranking(ctx: Ctx, matchRequestId: string): Promise<RankingBasis> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const request = await findRow(db, MatchRequestEntity, matchRequestId, 'match-request');
      const refused = await refusedMenus(db, request.personRef);
      const hostDeclined = await declinedByHost(db, request.id, { ofRound: false });
      return { request, refused, hostDeclined, now, today: localDay(now) };
    });
  }

  proposal(ctx: Ctx, id: string): Promise<{ readonly proposal: ProposalEntity; readonly request: MatchRequestEntity }> {
    return this.reads.run(ctx, async ({ db }) => {
      const proposal = await findRow(db, ProposalEntity, id, 'proposal');
      return { proposal, request: await findRow(db, MatchRequestEntity, proposal.matchRequestId, 'match-request') };
    });
  }

  placement(ctx: Ctx, id: string): Promise<PlacementEntity> {
    return this.reads.run(ctx, ({ db }) => findRow(db, PlacementEntity, id, 'placement'));
  }

  /** Null where there is none: an event may speak of a placement of another house. */
  async placementOrNull(ctx: Ctx, id: string): Promise<PlacementEntity | null> {
    return this.reads.run(ctx, ({ db }) =>
      db.createQueryBuilder(PlacementEntity, 'row').where('row.id = :id', { id }).getOne(),
    );
  }

  /** Whose menu it is; null where matching knows none. */
  orgOf(ctx: Ctx, menuId: string): Promise<string | null> {
    return this.reads.run(ctx, async ({ db }) => (await findMenu(db, menuId))?.orgId ?? null);
  }

  /** Version of the copy of a menu's facts; 0 = none. */
  menuVersion(ctx: Ctx, menuId: string): Promise<number> {
    return this.reads.run(ctx, async ({ db }) => {
      const rows = await db.query<
        readonly {
          readonly version: number;
        }[]
      >('SELECT version FROM menus WHERE menu_id = $1', [menuId]);
      return rows[0]?.version ?? 0;
    });
  }
}
