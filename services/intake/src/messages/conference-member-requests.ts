import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AppointMultilayeredMemberV1,
  AppointSupportMemberV1,
  EndMultilayeredAppointmentV1,
  EndSupportAppointmentV1,
  ListMultilayeredMembersV1,
  ListSupportMembersV1,
  type MemberListAnswer,
  RecordMultilayeredPledgeV1,
  RecordSupportPledgeV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AppointMemberCommand } from '../commands/conferences/appoint-member.command';
import { EndAppointmentCommand } from '../commands/conferences/end-appointment.command';
import { RecordPledgeCommand } from '../commands/conferences/record-pledge.command';
import { ConferenceQueries } from '../queries/conference.queries';

/** The registers of members and pledges, one for each of the two conferences. */
@Controller()
export class ConferenceMemberRequests {
  constructor(
    private readonly conferences: ConferenceQueries,
    private readonly appoint: AppointMemberCommand,
    private readonly end: EndAppointmentCommand,
    private readonly pledge: RecordPledgeCommand,
  ) {}

  @Answers(AppointSupportMemberV1)
  appointToSupport(@Payload() input: AppointSupportMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.appoint.execute('support', input, ctx);
  }

  @Answers(EndSupportAppointmentV1)
  endInSupport(@Payload() input: EndSupportAppointmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute('support', input, ctx);
  }

  @Answers(RecordSupportPledgeV1)
  pledgeForSupport(@Payload() input: RecordSupportPledgeV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.pledge.execute('support', input, ctx);
  }

  @Answers(ListSupportMembersV1)
  supportMembers(@Payload() input: ListSupportMembersV1, @Ctx() ctx: CallContext): Promise<MemberListAnswer> {
    return this.conferences.members('support', input, ctx);
  }

  @Answers(AppointMultilayeredMemberV1)
  appointToMultilayered(@Payload() input: AppointMultilayeredMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.appoint.execute('multilayered', input, ctx);
  }

  @Answers(EndMultilayeredAppointmentV1)
  endInMultilayered(@Payload() input: EndMultilayeredAppointmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute('multilayered', input, ctx);
  }

  @Answers(RecordMultilayeredPledgeV1)
  pledgeForMultilayered(@Payload() input: RecordMultilayeredPledgeV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.pledge.execute('multilayered', input, ctx);
  }

  @Answers(ListMultilayeredMembersV1)
  multilayeredMembers(@Payload() input: ListMultilayeredMembersV1, @Ctx() ctx: CallContext): Promise<MemberListAnswer> {
    return this.conferences.members('multilayered', input, ctx);
  }
}
