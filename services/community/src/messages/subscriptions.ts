import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  ConcernReceivedV1,
  InquiryArrivedV1,
  MenuOverCommittedV1,
  MenuRoomAgainV1,
  UnmetNeedRecordedV1,
  UnmetNeedWithdrawnV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Hears } from '#libs/messaging';
import { AskAboutCommitmentCommand } from '../commands/ask-about-commitment.command';
import { CountConcernCommand } from '../commands/hubs/count-concern.command';
import { NoteRoomAgainCommand } from '../commands/note-room-again.command';
import { RequestDevelopmentCommand } from '../commands/request-development.command';
import { AnnounceInquiryCommand } from '../commands/webhooks/announce-inquiry.command';

/** Everything that community listens to. If it is not in this table, community does not hear it. */
@Controller()
export class CommunitySubscriptions {
  constructor(
    private readonly requestDevelopment: RequestDevelopmentCommand,
    private readonly askAboutCommitment: AskAboutCommitmentCommand,
    private readonly noteRoomAgain: NoteRoomAgainCommand,
    private readonly countConcern: CountConcernCommand,
    private readonly announceInquiry: AnnounceInquiryCommand,
  ) {}

  @Hears(UnmetNeedRecordedV1)
  unmetNeed(@Payload() need: UnmetNeedRecordedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.requestDevelopment.execute(need, ctx);
  }

  @Hears(UnmetNeedWithdrawnV1)
  needWithdrawn(@Payload() need: UnmetNeedWithdrawnV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.requestDevelopment.withdraw(need, ctx);
  }

  @Hears(MenuOverCommittedV1)
  overCommitted(@Payload() menu: MenuOverCommittedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.askAboutCommitment.execute(menu, ctx);
  }

  @Hears(MenuRoomAgainV1)
  roomAgain(@Payload() menu: MenuRoomAgainV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.noteRoomAgain.execute(menu, ctx);
  }

  @Hears(ConcernReceivedV1)
  concernReceived(@Payload() concern: ConcernReceivedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.countConcern.execute(concern, ctx);
  }

  @Hears(InquiryArrivedV1)
  inquiryArrived(@Payload() inquiry: InquiryArrivedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.announceInquiry.execute(inquiry, ctx);
  }
}
