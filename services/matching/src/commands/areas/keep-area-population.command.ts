import { Injectable } from '@nestjs/common';
import type { Done, KeepAreaPopulationV1 } from '#libs/contracts';
import { type CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireSeparateBands } from '../../domain/area';
import { keepPopulation } from '../../storage/area-populations.store';

/** The yardstick for anonymous inquiries: how many people of which age live where. */
@Injectable()
export class KeepAreaPopulationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ areaCode, asOf, bands }: KeepAreaPopulationV1, ctx: CallContext): Promise<Done> {
    const known = bands.map(({ from, to = null, people }) => ({ from, to, people }));
    requireSeparateBands(known);
    return this.unit.run(ctx, async (tx) => {
      await keepPopulation(tx.db, { areaCode, bands: known, asOf });
      return { state: 'KEPT' };
    });
  }
}
