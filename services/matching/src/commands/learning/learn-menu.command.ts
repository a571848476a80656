import { Injectable } from '@nestjs/common';
import type { MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { Others } from '../../neighbours/others';
import { keepMenu } from '../../storage/copies.store';
import { Lookups } from '../../storage/lookups';

/** The event names the menu, community tells the facts; the newest version wins, whatever the order of events. */
@Injectable()
export class LearnMenuCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly others: Others,
  ) {}

  async execute({ menuId, version }: MenuChangedV1, ctx: CallContext): Promise<void> {
    const known = await this.lookups.menuVersion(ctx, menuId);
    const facts = known >= version ? null : await this.others.menuFacts(ctx, menuId);
    await this.unit.run(ctx, async (tx) => {
      if (facts !== null && (await keepMenu(tx.db, facts))) tx.wakeReplicas();
    });
  }
}
