import { Injectable } from '@nestjs/common';
import type { AreaFeaturesAnswer, ExportAreaFeaturesV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { cutPage, pageOf } from '../page';
import { fitting } from './parts';

interface FeatureRow {
  readonly seq: string;
  readonly feature: object;
}

/** The areas as GeoJSON, page by page. */
@Injectable()
export class AreaFeaturesQuery {
  constructor(private readonly reads: ReadScope) {}

  page(input: ExportAreaFeaturesV1, ctx: CallContext): Promise<AreaFeaturesAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows = await db.query<readonly FeatureRow[]>(
        `SELECT seq, jsonb_build_object('type', 'Feature', 'id', id, 'geometry', boundary, 'properties',
                  jsonb_build_object('code', code, 'name', name, 'level', level, 'councilLayer', council_layer,
                    'validFrom', valid_from, 'validUntil', valid_until, 'parentIds',
                    ARRAY(SELECT parent_id FROM area_parents WHERE area_id = areas.id ORDER BY parent_id))) AS feature
         FROM areas WHERE seq > $1::bigint ORDER BY areas.seq LIMIT $2`,
        [after, take],
      );
      const fits = fitting(rows, ({ feature }) => Buffer.byteLength(JSON.stringify(feature)));
      const cut = fits.length < rows.length ? fits.length + 1 : take;
      const { items, nextCursor } = cutPage(rows.slice(0, cut), cut, ({ feature }) => feature);
      return { type: 'FeatureCollection', features: items, nextCursor };
    });
  }
}
