import { Injectable } from '@nestjs/common';
import type { SearchResourcesV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { termsOf } from '../../domain/search/missed';
import { countMissed } from '../../storage/search/missed-searches.store';

/** Somebody looked for something that the registry does not have: a gap, counted in codes. */
@Injectable()
export class NoteMissedSearchCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ query, areaId, type, purpose }: SearchResourcesV1, ctx: CallContext): Promise<void> {
    const missed = { areaId: areaId ?? null, type: type ?? null, purpose: purpose ?? null };
    return this.unit.run(ctx, (tx) => countMissed(tx.db, tx.today, { ...missed, terms: termsOf(query) }));
  }
}
