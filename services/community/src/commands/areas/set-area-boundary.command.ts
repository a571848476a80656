import { Injectable } from '@nestjs/common';
import type { Acted, SetAreaBoundaryV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { boundaryOf, boxAround } from '../../domain/areas/boundary';
import { keepAreasStill, lockArea, updateArea } from '../../storage/areas/areas.store';
import { beginAssignment } from '../../storage/areas/assignment.store';

const NOWHERE = { south: null, north: null, west: null, east: null };

@Injectable()
export class SetAreaBoundaryCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Resources move to their new areas afterwards, in batches. */
  execute({ areaId, boundary: given }: SetAreaBoundaryV1, ctx: CallContext): Promise<Acted> {
    const boundary = given == null ? null : boundaryOf(given);
    return this.unit.run(ctx, async ({ db, today, now }) => {
      await beginAssignment(db, today, now);
      await keepAreasStill(db);
      const area = await lockArea(db, areaId, ctx.expectedVersion);
      const box = boundary === null ? NOWHERE : boxAround(boundary);
      const version = await updateArea(db, area, { boundary, ...box });
      return { id: area.id, state: boundary === null ? 'UNBOUND' : 'BOUND', version };
    });
  }
}
