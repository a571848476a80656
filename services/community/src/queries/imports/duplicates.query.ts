import { Injectable } from '@nestjs/common';
import type { ResourceDuplicateAnswer, ResourceDuplicatesAnswer, ListResourceDuplicatesV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { cutPage, pageOf } from '../page';

@Injectable()
export class DuplicatesQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListResourceDuplicatesV1, ctx: CallContext): Promise<ResourceDuplicatesAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows = await db.query<readonly (ResourceDuplicateAnswer & { readonly seq: string })[]>(
        `SELECT pairs.seq, pairs.id AS "duplicateId", pairs.version, pairs.state, reasons,
                ARRAY[first_id, second_id] AS "resourceIds", ARRAY[first.name, second.name] AS names
         FROM duplicate_pairs pairs JOIN resources first ON first.id = first_id
         JOIN resources second ON second.id = second_id
         WHERE pairs.seq > $1::bigint AND pairs.state = $2 AND ($3::uuid IS NULL OR $3 IN (first_id, second_id))
           AND (pairs.state <> 'PROPOSED' OR NOT EXISTS
             (SELECT 1 FROM resource_merges WHERE merged_id IN (first_id, second_id) AND undone_on IS NULL))
         ORDER BY pairs.seq LIMIT $4`,
        [after, input.state ?? 'PROPOSED', input.resourceId ?? null, take],
      );
      return cutPage(rows, take, ({ seq: _seq, ...row }) => row);
    });
  }
}
