import { Injectable } from '@nestjs/common';
import {
  type FieldProvenance,
  type ImportReviewAnswer,
  type ImportReviewsAnswer,
  type ListImportReviewsV1,
  type ProvenanceAnswer,
  ReadProvenanceV1,
  type StatingSource,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope, type Scope } from '#libs/persistence';
import { actingOn } from '../../domain/access';
import { isSame, isSilent } from '../../domain/imports/differences';
import { headsOf } from '../../storage/imports/merges.store';
import { ResourceEntity } from '../../storage/resource.entity';
import { cutPage, pageOf } from '../page';

type Values = Readonly<Record<string, unknown>>;
type RecordRow = StatingSource & { readonly fields: Values };

const STATING = `records.source_id AS "sourceId", jobs.publisher, jobs.source_url AS url, jobs.licence, jobs.attribution,
  jobs.fetched_on::text AS "fetchedOn", jobs.data_as_of::text AS "dataAsOf", records.row_hash AS "rowHash", records.row,
  records.gone_on::text AS "goneSince"`;

/** Who says what: of a resource, field by field, and where two disagree. */
@Injectable()
export class ProvenanceQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ resourceId }: ReadProvenanceV1, ctx: CallContext): Promise<ProvenanceAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const resource = await findRow(db, ResourceEntity, resourceId, 'resource');
      actingOn(ctx.actor, resource.orgId, ReadProvenanceV1.allow, 'resource');
      const head = (await headsOf(db, [resourceId])).get(resourceId) ?? null;
      const samePlace = await groupOf(db, head ?? resourceId);
      const records = await db.query<readonly RecordRow[]>(
        `SELECT ${STATING}, records.fields::json AS fields FROM source_records records
         JOIN import_jobs jobs ON jobs.id = records.import_id
         WHERE resource_id = ANY($1::uuid[]) ORDER BY fetched_on, records.source_id, source_key`,
        [samePlace],
      );
      return {
        resourceId,
        sources: records.map(({ fields: _fields, ...source }) => source),
        fields: fieldsOf(resource as unknown as Values, records),
        samePlace: [...samePlace],
        mergedInto: head,
      };
    });
  }

  reviews(input: ListImportReviewsV1, ctx: CallContext): Promise<ImportReviewsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows = await db.query<readonly ReviewRow[]>(
        `SELECT reviews.seq, reviews.id AS "reviewId", reviews.version, reviews.state,
                reviews.resource_id AS "resourceId", reviews.field, reviews.reason, reviews.incoming,
                to_jsonb(resources) AS resource, ${STATING}
         FROM import_reviews reviews JOIN resources ON resources.id = reviews.resource_id
         JOIN import_jobs jobs ON jobs.id = reviews.import_id
         JOIN source_records records ON records.source_id = reviews.source_id AND records.source_key = reviews.source_key
         WHERE reviews.seq > $1::bigint AND reviews.state = $2 AND ($3::uuid IS NULL OR reviews.resource_id = $3)
           AND ($4::uuid IS NULL OR reviews.import_id = $4)
         ORDER BY reviews.seq LIMIT $5`,
        [after, input.state ?? 'OPEN', input.resourceId ?? null, input.importId ?? null, take],
      );
      return cutPage(rows, take, reviewOf);
    });
  }
}

interface ReviewRow extends StatingSource, Omit<ImportReviewAnswer, 'current' | 'source'> {
  readonly seq: string;
  /** The row of `resources`, by the names of its columns. */
  readonly resource: Values;
}

function reviewOf(row: ReviewRow): ImportReviewAnswer {
  const { reviewId, version, state, resourceId, field, reason, incoming } = row;
  const { sourceId, publisher, url, licence, attribution, fetchedOn, dataAsOf, rowHash, goneSince } = row;
  const column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return {
    ...{ reviewId, version, state, resourceId, field, reason, current: row.resource[column] ?? null, incoming },
    source: { sourceId, publisher, url, licence, attribution, fetchedOn, dataAsOf, rowHash, row: row.row, goneSince },
  };
}

/** All that are one place with it, itself first. */
async function groupOf(db: Scope['db'], head: string): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `WITH RECURSIVE group_of (id) AS (
       SELECT $1::uuid UNION SELECT merged_id FROM resource_merges
       JOIN group_of ON into_id = group_of.id WHERE undone_on IS NULL
     ) SELECT id FROM group_of`,
    [head],
  );
  return rows.map(({ id }) => id);
}

/** A field that no list speaks of was entered by a person and is left out where it is unknown. */
function fieldsOf(resource: Values, records: readonly RecordRow[]): FieldProvenance[] {
  const names = new Set(records.flatMap(({ fields }) => Object.keys(fields)));
  return [...names].flatMap((field) => {
    const current = resource[field];
    const saying = (test: (word: unknown) => boolean): number[] =>
      records.flatMap(({ fields }, index) => (!isSilent(fields[field]) && test(fields[field]) ? [index] : []));
    const statedBy = saying((word) => isSame(word, current));
    const contradictedBy = saying((word) => !isSame(word, current));
    const silent = isSilent(current) && contradictedBy.length === 0;
    return silent ? [] : [{ field, statedBy, contradictedBy }];
  });
}
