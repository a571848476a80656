import { Inject, Injectable } from '@nestjs/common';
import { hostRequestsOf } from '#libs/contracts';
import { type Platform, PLATFORM } from '#libs/host';
import { type CallContext, type ServiceName, SERVICES, unavailable } from '#libs/kernel';
import { type Anchor, ServiceClient, signAnchor, UnitOfWork } from '#libs/messaging';
import { type BrokenChain, isBroken } from '../domain/audit-anchors';
import { keepAnchor, lastAnchors } from '../storage/audit-anchors.store';

export interface Anchored {
  readonly kept: readonly { readonly anchor: Anchor; readonly signed: string }[];
  readonly broken: readonly BrokenChain[];
}

/**
 * Asks every service where its chain stands and keeps the heads, signed. A head that went back, or has another hash
 * at the same place, is told and not kept. A service that does not answer is asked again next time.
 */
@Injectable()
export class AnchorHeadsCommand {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(ctx: CallContext): Promise<Anchored> {
    const heads = await Promise.allSettled(SERVICES.map((service) => this.head(service, ctx)));
    return this.unit.run(ctx, async ({ db }) => {
      const known = await lastAnchors(db);
      const kept: Anchored['kept'][number][] = [];
      const broken: BrokenChain[] = [];
      for (const head of heads) {
        if (head.status === 'rejected') continue;
        const { service, position } = head.value;
        const last = known.get(service) ?? { position: 0, hash: '' };
        if (isBroken(last, head.value)) broken.push({ service, anchored: last.position, position });
        else if (position > last.position) {
          const signed = await signAnchor(head.value, this.platform.config.signingKey);
          await keepAnchor(db, head.value, signed);
          kept.push({ anchor: head.value, signed });
        }
      }
      return { kept, broken };
    });
  }

  private async head(service: ServiceName, ctx: CallContext): Promise<Anchor> {
    const head = await this.client.ask(hostRequestsOf(service).auditHead, { from: 'gateway' }, ctx);
    const { position, hash } = head as { readonly position?: number; readonly hash?: string };
    if (position === undefined || hash === undefined) throw unavailable('audit.no-head', 'No head was told.');
    return { tenant: ctx.tenant, service, position, hash, at: new Date().toISOString() };
  }
}
