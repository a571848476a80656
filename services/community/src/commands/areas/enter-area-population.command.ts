import { Injectable } from '@nestjs/common';
import type { Acted, EnterAreaPopulationV1 } from '#libs/contracts';
import { AppError, type CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkPopulation } from '../../domain/areas/population';
import { lockArea } from '../../storage/areas/areas.store';
import { keepPopulation } from '../../storage/areas/populations.store';

@Injectable()
export class EnterAreaPopulationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EnterAreaPopulationV1, ctx: CallContext): Promise<Acted> {
    const { areaId, source, asOf, total } = input;
    const byAge = input.byAge.map(({ from, to, male, female }) => ({
      ...{ from, to: to ?? null },
      ...{ male: male ?? null, female: female ?? null },
    }));
    const sexes = { male: input.male ?? null, female: input.female ?? null };
    const population = { asOf, total, ...sexes, households: input.households ?? null, byAge };
    checkPopulation(population);
    const from = { source, sourceUrl: input.sourceUrl ?? null, licence: input.licence ?? null };
    return this.unit.run(ctx, async ({ db, today, now }) => {
      if (asOf > today) throw future();
      const { id, version } = await lockArea(db, areaId);
      await keepPopulation(db, id, population, from, now);
      return { id, state: 'KEPT', version };
    });
  }
}

function future(): AppError {
  const problem = { field: 'asOf', rule: 'notInFuture', mend: '今日以前の調査年月日を指定してください' };
  return new AppError('invalid', 'area-population.future', 'Nobody has counted yet.', [problem], 422);
}
