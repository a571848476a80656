import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterAreaV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkRelatives, councilLayerOf, refuseBackwards } from '../../domain/areas/area-tree';
import { areasNamed, codeIsTaken, insertArea, keepAreasStill, putUnder } from '../../storage/areas/areas.store';

@Injectable()
export class EnterAreaCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EnterAreaV1, ctx: CallContext): Promise<Acted> {
    const { parentIds, councilLayer, validUntil = null, ...given } = input;
    refuseBackwards(given.validFrom, validUntil);
    return this.unit.run(ctx, async ({ db }) => {
      await keepAreasStill(db);
      if (await codeIsTaken(db, given.code, null)) throw conflict('area.code-taken', 'Another area has this code.');
      const id = randomUUID();
      checkRelatives({ id, level: given.level, parentIds }, await areasNamed(db, parentIds), []);
      const layer = councilLayer === undefined ? councilLayerOf(given.level) : councilLayer;
      const unbound = { boundary: null, south: null, north: null, west: null, east: null };
      await insertArea(db, { ...given, ...unbound, id, version: 1, councilLayer: layer, validUntil });
      await putUnder(db, id, parentIds);
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
