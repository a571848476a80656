import { Injectable } from '@nestjs/common';
import type { Acted, ChangeAreaV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkRelatives, councilLayerOf, refuseBackwards } from '../../domain/areas/area-tree';
import {
  areasNamed,
  codeIsTaken,
  keepAreasStill,
  lockArea,
  partsOf,
  putUnder,
  updateArea,
} from '../../storage/areas/areas.store';
import { beginAssignment } from '../../storage/areas/assignment.store';

@Injectable()
export class ChangeAreaCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ChangeAreaV1, ctx: CallContext): Promise<Acted> {
    const { areaId, parentIds, councilLayer, validUntil = null, ...given } = input;
    refuseBackwards(given.validFrom, validUntil);
    return this.unit.run(ctx, async ({ db, today, now }) => {
      await beginAssignment(db, today, now);
      await keepAreasStill(db);
      const area = await lockArea(db, areaId, ctx.expectedVersion);
      if (await codeIsTaken(db, given.code, area.id)) throw conflict('area.code-taken', 'Another area has this code.');
      const tree = { id: area.id, level: given.level, parentIds };
      checkRelatives(tree, await areasNamed(db, parentIds), await partsOf(db, area.id));
      const layer = councilLayer === undefined ? councilLayerOf(given.level) : councilLayer;
      const version = await updateArea(db, area, { ...given, councilLayer: layer, validUntil });
      await putUnder(db, area.id, parentIds);
      return { id: area.id, state: 'ENTERED', version };
    });
  }
}
