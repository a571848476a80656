import type { CaseLine } from '#libs/contracts';
import { caseNumberOf } from '../domain/case';
import { isRaised } from '../domain/emergency';
import type { CaseEntity } from '../storage/case.entity';

/** A case without a name or a word. */
export const caseLine = (kase: CaseEntity): CaseLine => ({
  caseRef: kase.id,
  caseNumber: caseNumberOf(kase.fiscalYear, kase.number),
  personRef: kase.personRef,
  state: kase.state,
  version: kase.version,
  urgency: kase.urgency,
  channel: kase.channel,
  receivedOn: kase.receivedOn,
  emergency: isRaised(kase.emergency),
});
