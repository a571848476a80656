import { Injectable } from '@nestjs/common';
import { AreasExistV1 } from '#libs/contracts';
import { type CallContext, invalid, systemActor } from '#libs/kernel';
import { ServiceClient } from '#libs/messaging';

const DEADLINE_MS = 2_000;

/** Asks community, which owns the areas (圏域). Where it does not answer, nothing is done: 503. */
@Injectable()
export class Community {
  constructor(private readonly client: ServiceClient) {}

  /** 400 `area.unknown` for the first of these that is no area or has ended. `field`: where the request names them. */
  async requireAreas(ctx: CallContext, areaIds: readonly string[], field: string): Promise<void> {
    if (areaIds.length === 0) return;
    const { tenant, correlationId } = ctx;
    const caller = { actor: systemActor('intake', tenant), correlationId };
    const { missing } = await this.client.ask(AreasExistV1, { areaIds: [...areaIds] }, caller, {
      deadlineMs: DEADLINE_MS,
    });
    const [first] = missing;
    if (first === undefined) return;
    const at = field.endsWith('s') ? `${field}.${areaIds.indexOf(first)}` : field;
    const mend = '登録されている圏域を指定してください';
    throw invalid('area.unknown', 'No such area.', [{ field: at, rule: 'known', mend }]);
  }
}
