import type { Part } from '#libs/host';
import { EndWatchingCommand } from '../commands/cases/end-watching.command';
import { WatchPotentialCommand } from '../commands/cases/watch-potential.command';
import { AddMemberCommand } from '../commands/conferences/add-member.command';
import { AppointMemberCommand } from '../commands/conferences/appoint-member.command';
import { ApproveMinutesCommand } from '../commands/conferences/approve-minutes.command';
import { CancelConferenceCommand } from '../commands/conferences/cancel-conference.command';
import { ConcludeConferenceCommand } from '../commands/conferences/conclude-conference.command';
import { ConveneMultilayeredCommand } from '../commands/conferences/convene-multilayered.command';
import { ConveneSupportCommand } from '../commands/conferences/convene-support.command';
import { EndAppointmentCommand } from '../commands/conferences/end-appointment.command';
import { OpenConferenceCommand } from '../commands/conferences/open-conference.command';
import { PlanConferenceCommand } from '../commands/conferences/plan-conference.command';
import { PutOnMultilayeredAgendaCommand } from '../commands/conferences/put-on-multilayered-agenda.command';
import { PutOnSupportAgendaCommand } from '../commands/conferences/put-on-support-agenda.command';
import { ReadItemCommand } from '../commands/conferences/read-item.command';
import { RecordPledgeCommand } from '../commands/conferences/record-pledge.command';
import { SummonMemberCommand } from '../commands/conferences/summon-member.command';
import { TransferItemCommand } from '../commands/conferences/transfer-item.command';
import { WritePaperCommand } from '../commands/conferences/write-paper.command';
import { ConferenceMemberRequests } from '../messages/conference-member-requests';
import { ConferenceWayOutRequests } from '../messages/conference-way-out-requests';
import { MultilayeredConferenceRequests } from '../messages/multilayered-conference-requests';
import { SupportConferenceRequests } from '../messages/support-conference-requests';
import { ConferenceQueries } from '../queries/conference.queries';
import { OutreachGroundQuery } from '../queries/outreach-ground.query';
import { TransferQueries } from '../queries/transfer.queries';
import { CreateConferences1760000000040 } from '../storage/migrations/1760000000040-create-conferences';
import * as multilayered from '../storage/multilayered-conference.entity';
import * as support from '../storage/support-conference.entity';

/** The two conferences, and the only way out of the one that meets without consent. */
export const CONFERENCES: Part = {
  doors: [
    ConferenceMemberRequests,
    ConferenceWayOutRequests,
    MultilayeredConferenceRequests,
    SupportConferenceRequests,
  ],
  providers: [
    ConferenceQueries,
    OutreachGroundQuery,
    TransferQueries,
    AddMemberCommand,
    AppointMemberCommand,
    ApproveMinutesCommand,
    CancelConferenceCommand,
    ConcludeConferenceCommand,
    ConveneMultilayeredCommand,
    ConveneSupportCommand,
    EndAppointmentCommand,
    EndWatchingCommand,
    OpenConferenceCommand,
    PlanConferenceCommand,
    PutOnMultilayeredAgendaCommand,
    PutOnSupportAgendaCommand,
    ReadItemCommand,
    RecordPledgeCommand,
    SummonMemberCommand,
    TransferItemCommand,
    WatchPotentialCommand,
    WritePaperCommand,
  ],
  tables: [...Object.values(support), ...Object.values(multilayered)],
  migrations: [CreateConferences1760000000040],
};
