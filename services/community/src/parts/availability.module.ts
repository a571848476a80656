import type { Part } from '#libs/host';
import { AgeAvailabilityCommand } from '../commands/age-availability.command';
import { AskAboutCommitmentCommand } from '../commands/ask-about-commitment.command';
import { NoteRoomAgainCommand } from '../commands/note-room-again.command';
import { ReportAvailabilityCommand } from '../commands/report-availability.command';
import { CommunitySubscriptions } from '../messages/subscriptions';
import { AvailabilityQuery } from '../queries/availability.query';
import { DueQuery } from '../queries/due.query';
import { AvailabilityEntity } from '../storage/availability.entity';
import { DaysPassedTimer } from '../timers/days-passed.timer';

/** 空き定員: reports, their age, and what an organisation is asked to do about them. */
export const AVAILABILITY_PART: Part = {
  doors: [CommunitySubscriptions],
  providers: [
    ReportAvailabilityCommand,
    AgeAvailabilityCommand,
    AskAboutCommitmentCommand,
    NoteRoomAgainCommand,
    AvailabilityQuery,
    DueQuery,
    DaysPassedTimer,
  ],
  tables: [AvailabilityEntity],
  migrations: [],
};
