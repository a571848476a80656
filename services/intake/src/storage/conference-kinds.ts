import type { ConferenceKind } from '../domain/conference';
import type {
  ConferenceItemRow,
  ConferenceMemberRow,
  ConferencePaperRow,
  ConferencePledgeRow,
  ConferenceReadingRow,
  ConferenceRow,
  ConferenceStepRow,
  ConferenceSummonsRow,
} from './conference.rows';
import * as multilayered from './multilayered-conference.entity';
import * as support from './support-conference.entity';

type Class<T> = new () => T;

/** The tables of one of the two conferences. Whatever is read or written names one kind and sees nothing of the other. */
export interface ConferenceTables {
  readonly kind: ConferenceKind;
  readonly conferences: Class<ConferenceRow>;
  readonly steps: Class<ConferenceStepRow>;
  readonly items: Class<ConferenceItemRow>;
  readonly summons: Class<ConferenceSummonsRow>;
  readonly papers: Class<ConferencePaperRow>;
  readonly readings: Class<ConferenceReadingRow>;
  readonly members: Class<ConferenceMemberRow>;
  readonly pledges: Class<ConferencePledgeRow>;
}

export const SUPPORT: ConferenceTables = {
  kind: 'support',
  conferences: support.SupportConferenceEntity,
  steps: support.SupportConferenceStepEntity,
  items: support.SupportConferenceItemEntity,
  summons: support.SupportConferenceSummonsEntity,
  papers: support.SupportConferencePaperEntity,
  readings: support.SupportConferenceReadingEntity,
  members: support.SupportConferenceMemberEntity,
  pledges: support.SupportConferencePledgeEntity,
};

export const MULTILAYERED: ConferenceTables = {
  kind: 'multilayered',
  conferences: multilayered.MultilayeredConferenceEntity,
  steps: multilayered.MultilayeredConferenceStepEntity,
  items: multilayered.MultilayeredConferenceItemEntity,
  summons: multilayered.MultilayeredConferenceSummonsEntity,
  papers: multilayered.MultilayeredConferencePaperEntity,
  readings: multilayered.MultilayeredConferenceReadingEntity,
  members: multilayered.MultilayeredConferenceMemberEntity,
  pledges: multilayered.MultilayeredConferencePledgeEntity,
};

/** The tables of this kind. */
export const tablesOf = (kind: ConferenceKind): ConferenceTables => (kind === 'support' ? SUPPORT : MULTILAYERED);
