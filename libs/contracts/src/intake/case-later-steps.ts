import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId } from '../rules';
import { CONSULTING } from './roles';

/**
 * Steps of the machine Case whose guards need conferences, referral sheets or support plans. They
 * refuse like every step (`case.transition-refused`, `case.role-refused`) and otherwise answer
 * `not-available-yet` (409).
 */
class LaterCaseStep {
  @IsId() caseRef!: string;
}

/** Another agency takes over (つなぐシート). */
export class ReferOutV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.refer-out.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
}

/** The agency took it on. */
export class AcceptReferralV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.accept-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
}

/** The agency gave it back. */
export class ReturnReferralV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.return-referral.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'NO_REFUSAL_MANAGER'];
}

/** Another place took it on, the person agrees. */
export class AcceptElsewhereV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.accept-elsewhere.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR'];
}

/** Asks for the work of several agencies (多機関協働). */
export class RequestMultiAgencyV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.request-multi-agency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
}

/** Several agencies take it on. */
export class AcceptMultiAgencyV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.accept-multi-agency.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/** Advice is enough. */
export class ReturnWithAdviceV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.return-with-advice.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/** One agency goes on, with advice. */
export class ReturnToSupportV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.return-to-support.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/** Only the work of several agencies ends. */
export class HandBackV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.hand-back.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['HOKATSU_COORDINATOR'];
}

/** Begins a support plan for the conference. */
export class StartPlanV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.start-plan.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
}

/** The support conference keeps watching. */
export class WatchPotentialV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.watch-potential.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'CONFERENCE_MEMBER'];
}

/** The support conference sees no need any more. */
export class EndWatchingV1 extends LaterCaseStep {
  static readonly subject = 'rpc.intake.end-watching.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR', 'DECISION_MAKER'];
}
