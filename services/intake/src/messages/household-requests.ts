import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ChangeHouseholdMemberV1,
  EndCareV1,
  EnterHouseholdV1,
  type HouseholdAnswer,
  type HouseholdChangesAnswer,
  JoinHouseholdV1,
  LeaveHouseholdV1,
  LinkHouseholdMemberV1,
  ListHouseholdChangesV1,
  type PersonHouseholdsAnswer,
  PersonHouseholdsV1,
  ReadHouseholdV1,
  RecordCareV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ChangeHouseholdMemberCommand } from '../commands/households/change-household-member.command';
import { EndCareCommand } from '../commands/households/end-care.command';
import { EnterHouseholdCommand } from '../commands/households/enter-household.command';
import { JoinHouseholdCommand } from '../commands/households/join-household.command';
import { LeaveHouseholdCommand } from '../commands/households/leave-household.command';
import { LinkHouseholdMemberCommand } from '../commands/households/link-household-member.command';
import { RecordCareCommand } from '../commands/households/record-care.command';
import { HouseholdQueries } from '../queries/household.queries';

/** Who lives with whom, and who cares for whom. */
@Controller()
export class HouseholdRequests {
  constructor(
    private readonly households: HouseholdQueries,
    private readonly enter: EnterHouseholdCommand,
    private readonly joinHousehold: JoinHouseholdCommand,
    private readonly changeMember: ChangeHouseholdMemberCommand,
    private readonly leaveHousehold: LeaveHouseholdCommand,
    private readonly linkMember: LinkHouseholdMemberCommand,
    private readonly recordCare: RecordCareCommand,
    private readonly endCare: EndCareCommand,
  ) {}

  @Answers(EnterHouseholdV1)
  household(@Payload() input: EnterHouseholdV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enter.execute(input, ctx);
  }

  @Answers(ReadHouseholdV1)
  read(@Payload() input: ReadHouseholdV1, @Ctx() ctx: CallContext): Promise<HouseholdAnswer> {
    return this.households.byId(input, ctx);
  }

  @Answers(PersonHouseholdsV1)
  ofPerson(@Payload() input: PersonHouseholdsV1, @Ctx() ctx: CallContext): Promise<PersonHouseholdsAnswer> {
    return this.households.ofPerson(input, ctx);
  }

  @Answers(ListHouseholdChangesV1)
  changes(@Payload() input: ListHouseholdChangesV1, @Ctx() ctx: CallContext): Promise<HouseholdChangesAnswer> {
    return this.households.changes(input, ctx);
  }

  @Answers(JoinHouseholdV1)
  join(@Payload() input: JoinHouseholdV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.joinHousehold.execute(input, ctx);
  }

  @Answers(ChangeHouseholdMemberV1)
  change(@Payload() input: ChangeHouseholdMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeMember.execute(input, ctx);
  }

  @Answers(LeaveHouseholdV1)
  leave(@Payload() input: LeaveHouseholdV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.leaveHousehold.execute(input, ctx);
  }

  @Answers(LinkHouseholdMemberV1)
  link(@Payload() input: LinkHouseholdMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.linkMember.execute(input, ctx);
  }

  @Answers(RecordCareV1)
  care(@Payload() input: RecordCareV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordCare.execute(input, ctx);
  }

  @Answers(EndCareV1)
  careOver(@Payload() input: EndCareV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endCare.execute(input, ctx);
  }
}
