import { Injectable } from '@nestjs/common';
import { type MenuChangedV1, ProposalEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { activityOf, hasStopped, type MenuFacts } from '../../domain/menu-facts';
import { Others } from '../../neighbours/others';
import { keepMenu } from '../../storage/copies.store';
import { Lookups } from '../../storage/lookups';
import { markHostStopped } from '../../storage/placement.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { endOpenProposals } from '../../storage/open-proposals';

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
      if (facts === null || !(await keepMenu(tx.db, facts))) return;
      tx.wakeReplicas();
      await followUp(tx, ctx.tenant, facts);
    });
  }
}

/**
 * Nobody is led to a place that takes nobody in: its open proposals end. Who takes part there goes on in a pause, and
 * is looked after the same day where it closed or is unsafe (state-machines.md, Resource).
 */
async function followUp(tx: Tx, tenant: string, menu: MenuFacts): Promise<void> {
  if (activityOf(menu) === false) {
    const open = await lockOpenProposals(tx.db, { menuId: menu.menuId });
    const reason = menu.resourceState === 'SUSPENDED' ? 'safety' : 'resource_stopped';
    for (const event of await endOpenProposals(tx.db, tenant, open, reason)) await tx.publish(ProposalEndedV1, event);
  }
  await markHostStopped(tx.db, menu.menuId, hasStopped(menu) ? tx.today : null);
}
