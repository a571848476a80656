import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  ListMatchingSettingsV1,
  ListRankingsV1,
  type MatchingSettingsHistory,
  type RankingRecordList,
  SetMatchingSettingsV1,
  type SettingsSet,
  type WhyNotAnswer,
  WhyNotV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { SetMatchingSettingsCommand } from '../commands/settings/set-matching-settings.command';
import { RankingQueries } from '../queries/ranking.queries';
import { SettingsQueries } from '../queries/settings.queries';
import { WhyNotQuery } from '../queries/why-not.query';

/** What rankings rest on: weights and limits, and the record of each ranking. */
@Controller()
export class RankingRequests {
  constructor(
    private readonly setSettings: SetMatchingSettingsCommand,
    private readonly settings: SettingsQueries,
    private readonly rankings: RankingQueries,
    private readonly whyNotOne: WhyNotQuery,
  ) {}

  @Answers(ListMatchingSettingsV1)
  listSettings(@Payload() input: ListMatchingSettingsV1, @Ctx() ctx: CallContext): Promise<MatchingSettingsHistory> {
    return this.settings.list(input, ctx);
  }

  @Answers(SetMatchingSettingsV1)
  set(@Payload() input: SetMatchingSettingsV1, @Ctx() ctx: CallContext): Promise<SettingsSet> {
    return this.setSettings.execute(input, ctx);
  }

  @Answers(ListRankingsV1)
  list(@Payload() input: ListRankingsV1, @Ctx() ctx: CallContext): Promise<RankingRecordList> {
    return this.rankings.list(input, ctx);
  }

  @Answers(WhyNotV1)
  whyNot(@Payload() input: WhyNotV1, @Ctx() ctx: CallContext): Promise<WhyNotAnswer> {
    return this.whyNotOne.ask(input, ctx);
  }
}
