import { Injectable } from '@nestjs/common';
import { FollowUpFactsV1, MenuFactsV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { ServiceClient } from '#libs/messaging';
import type { MenuFacts } from '../domain/menu-facts';
import type { FollowUp } from '../domain/placement';

/** Asks community and outreach for facts that they own. */
@Injectable()
export class Others {
  constructor(private readonly client: ServiceClient) {}

  async menuFacts(ctx: CallContext, menuId: string): Promise<MenuFacts> {
    return this.client.ask(MenuFactsV1, { menuId }, asService(ctx));
  }

  /** Recorded follow-ups of a placement, oldest first. */
  async followUps(ctx: CallContext, placementId: string): Promise<readonly FollowUp[]> {
    const { followUps } = await this.client.ask(FollowUpFactsV1, { placementId }, asService(ctx), {
      deadlineMs: 2_000,
    });
    return followUps;
  }
}

const asService = ({ tenant, correlationId }: CallContext) => ({
  actor: systemActor('matching', tenant),
  correlationId,
});
