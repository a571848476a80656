import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  DecideImportReviewV1,
  type ResourceDuplicatesAnswer,
  type ImportReviewsAnswer,
  ListResourceDuplicatesV1,
  ListImportReviewsV1,
  MergeResourceV1,
  type ProvenanceAnswer,
  ReadProvenanceV1,
  RejectResourceDuplicateV1,
  UnmergeResourceV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DecideReviewCommand } from '../commands/imports/decide-review.command';
import { MergeResourceCommand } from '../commands/imports/merge-resource.command';
import { DuplicatesQuery } from '../queries/imports/duplicates.query';
import { ProvenanceQuery } from '../queries/imports/provenance.query';

/** Who says what of a resource, what a person has to decide, and what may be one place. */
@Controller()
export class ProvenanceRequests {
  constructor(
    private readonly decideReview: DecideReviewCommand,
    private readonly merging: MergeResourceCommand,
    private readonly provenance: ProvenanceQuery,
    private readonly duplicates: DuplicatesQuery,
  ) {}

  @Answers(ReadProvenanceV1)
  read(@Payload() input: ReadProvenanceV1, @Ctx() ctx: CallContext): Promise<ProvenanceAnswer> {
    return this.provenance.one(input, ctx);
  }

  @Answers(ListImportReviewsV1)
  reviews(@Payload() input: ListImportReviewsV1, @Ctx() ctx: CallContext): Promise<ImportReviewsAnswer> {
    return this.provenance.reviews(input, ctx);
  }

  @Answers(DecideImportReviewV1)
  decide(@Payload() input: DecideImportReviewV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decideReview.execute(input, ctx);
  }

  @Answers(ListResourceDuplicatesV1)
  listDuplicates(
    @Payload() input: ListResourceDuplicatesV1,
    @Ctx() ctx: CallContext,
  ): Promise<ResourceDuplicatesAnswer> {
    return this.duplicates.list(input, ctx);
  }

  @Answers(RejectResourceDuplicateV1)
  reject(@Payload() input: RejectResourceDuplicateV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.merging.reject(input, ctx);
  }

  @Answers(MergeResourceV1)
  merge(@Payload() input: MergeResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.merging.merge(input, ctx);
  }

  @Answers(UnmergeResourceV1)
  unmerge(@Payload() input: UnmergeResourceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.merging.unmerge(input, ctx);
  }
}
