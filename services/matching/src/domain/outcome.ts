import { type Tally } from './engine/found';
import { type RequestCode } from './explanation';
import { type RequestView } from './request-view';
import { mayBeMinor } from './unknowns';

export type Outcome = 'proposal' | 'blocked_consent' | 'develop_resource' | 'needs_human_review';

export interface Decision {
  readonly outcome: Outcome;
  readonly explanation: readonly RequestCode[];
  readonly proposes: boolean;
}

/** Shown whatever the outcome: a child who may be harmed at home waits for nobody's decision. */
function escalation({ profile }: RequestView): readonly RequestCode[] {
  const isUrgent = profile.safety?.guardianMayHarm === true && mayBeMinor(profile.age);
  return isUrgent ? ['ESCALATE_CHILD_PROTECTION'] : [];
}

function outcomeOf(view: RequestView, tally: Tally): Outcome {
  if (view.guardianRefused) return 'needs_human_review';
  if (tally.anyFits) return 'proposal';
  if (tally.hidesBehindExclusion || tally.anyFailsOnlyGuardian) return 'needs_human_review';
  return 'develop_resource';
}

/**
 * What becomes of a request, the first that holds (matching.md 3.2 and 3.4):
 * 1. no consent to matching → `blocked_consent`: nothing is compared in anybody's name;
 * 2. a guardian whose word is needed refused → `needs_human_review`, open places stay as information;
 * 3. something fits → `proposal`;
 * 4. nothing fits, but a blanket exclusion or a guardian's missing word stands in the way → `needs_human_review`;
 * 5. nothing fits → `develop_resource`.
 */
export function decide(view: RequestView, tally: Tally): Decision {
  if (view.profile.consent?.matching !== 'granted') {
    return {
      outcome: 'blocked_consent',
      explanation: [...escalation(view), 'CONSENT_REQUIRED', 'OUTREACH_INSTEAD'],
      proposes: false,
    };
  }
  const outcome = outcomeOf(view, tally);
  const explanation: RequestCode[] = [...escalation(view)];
  if (tally.anyFailsOnlyScope) explanation.push('CONSENT_SCOPE_HINT');
  if (outcome === 'develop_resource') explanation.push('RESOURCE_DEVELOPMENT_REQUEST');
  if (tally.hidesBehindExclusion) explanation.push('EXCLUSION_REVIEW_TASK');
  return { outcome, explanation, proposes: outcome === 'proposal' };
}
