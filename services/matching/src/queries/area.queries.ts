import { Injectable } from '@nestjs/common';
import type { AreaPopulationAnswer, ReadAreaPopulationV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { findAreaPopulation } from '../storage/area-populations.store';

@Injectable()
export class AreaQueries {
  constructor(private readonly reads: ReadScope) {}

  population({ areaCode }: ReadAreaPopulationV1, ctx: CallContext): Promise<AreaPopulationAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const found = await findAreaPopulation(db, areaCode);
      if (found === null) throw notFound('area-population');
      return { ...found, bands: found.bands.map((band) => ({ ...band })) };
    });
  }
}
