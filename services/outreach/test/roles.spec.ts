import * as contracts from '#libs/contracts';
import { ENGAGEMENT_MACHINE } from '../src/domain/engagement';
import { FOLLOW_UP_MACHINE } from '../src/domain/follow-up';

const STEPS: Readonly<Record<string, contracts.RequestType>> = {
  prepare: contracts.PrepareEngagementV1,
  reach: contracts.ReachEngagementV1,
  attempt: contracts.RecordContactAttemptV1,
  familyContact: contracts.RecordFamilyContactV1,
  personContact: contracts.RecordPersonContactV1,
  continue: contracts.ContinueEngagementV1,
  setback: contracts.RecordSetbackV1,
  handOver: contracts.HandOverEngagementV1,
  watch: contracts.WatchEngagementV1,
  resume: contracts.ResumeEngagementV1,
  stopWish: contracts.RespectStopWishV1,
  safetyConcern: contracts.RaiseSafetyConcernV1,
  safe: contracts.ConfirmSafetyV1,
  returned: contracts.ReturnEngagementV1,
  close: contracts.CloseEngagementV1,
  endEarly: contracts.EndEngagementEarlyV1,
  reopen: contracts.ReopenEngagementV1,
};

describe('who may take a step', () => {
  it('stands the same in the machine and in the request', () => {
    const events = [...new Set(ENGAGEMENT_MACHINE.table.transitions.map(({ event }) => event))];
    const told = events.map((event) => [event, [...(STEPS[event]?.allow ?? [])].sort()]);
    expect(told).toEqual(events.map((event) => [event, [...ENGAGEMENT_MACHINE.rolesFor(event)].sort()]));
  });

  it('is the same for every result of a follow-up', () => {
    for (const event of ['done', 'missed'])
      expect(FOLLOW_UP_MACHINE.rolesFor(event)).toEqual(contracts.RecordFollowUpV1.allow);
  });

  it('has the states that the answers may name', () => {
    expect([...contracts.ENGAGEMENT_STATES].sort()).toEqual(Object.keys(ENGAGEMENT_MACHINE.table.states).sort());
    expect([...contracts.FOLLOW_UP_STATES].sort()).toEqual(Object.keys(FOLLOW_UP_MACHINE.table.states).sort());
  });
});
