import { type AreaLevel, EnterAreaV1, SetAreaBoundaryV1 } from '#libs/contracts';
import type { ServiceWorld } from '#libs/testing';

/** Degrees from the south-western corner of the town. */
const WEST = 133.25;
const SOUTH = 35.375;
const WIDTH = 0.03125;

type Corner = readonly [number, number];

/** The middle of a column and row of the town. */
export const pointIn = (column: number, row: number) => ({
  lat: SOUTH + (row + 0.5) * WIDTH,
  lng: WEST + (column + 0.5) * WIDTH,
});

export function square(column: number, row: number, columns = 1, rows = 1): SetAreaBoundaryV1['boundary'] {
  const at = (x: number, y: number): Corner => [WEST + x * WIDTH, SOUTH + y * WIDTH];
  const [east, north] = [column + columns, row + rows];
  const ring = [at(column, row), at(east, row), at(east, north), at(column, north), at(column, row)];
  return { type: 'Polygon', coordinates: [ring] };
}

/** A city with seven areas, as Yonago has; each has two school districts, one north of the other. */
export class Yonago {
  readonly zones: string[] = [];
  /** By area: the southern and the northern one. */
  readonly districts: string[][] = [];
  city = '';

  private constructor(
    private readonly world: ServiceWorld,
    private readonly prefix: string,
  ) {}

  static async found(world: ServiceWorld, prefix: string): Promise<Yonago> {
    const town = new Yonago(world, prefix);
    town.city = await town.area('municipality', '市', []);
    for (let column = 0; column < 7; column += 1) {
      const zone = await town.area('dailyLifeZone', `z${column + 1}`, [town.city]);
      town.zones.push(zone);
      const pair: string[] = [];
      for (const row of [0, 1]) {
        const id = await town.area('elementarySchoolDistrict', `s${column + 1}${row}`, [zone]);
        await town.bound(id, square(column, row));
        pair.push(id);
      }
      town.districts.push(pair);
    }
    return town;
  }

  async area(level: AreaLevel, name: string, parentIds: readonly string[], more: object = {}): Promise<string> {
    const code = `${this.prefix}-${name === '市' ? 'city' : name}`;
    const given = { code, name, level, parentIds: [...parentIds], validFrom: '2020-04-01', ...more };
    return (await this.world.ask(EnterAreaV1, given, this.coordinator())).id;
  }

  async bound(areaId: string, boundary: SetAreaBoundaryV1['boundary']): Promise<void> {
    await this.world.ask(SetAreaBoundaryV1, { areaId, boundary }, this.coordinator());
  }

  private coordinator() {
    return this.world.actor('COMMUNITY_COORDINATOR', { sub: 'coordinator' });
  }
}
