import { addDays, addMonths } from '#libs/kernel';
import plan from './follow-up-plan.json';

type Side = 'person' | 'host';
type FollowUpKind = 'regular' | 'aftercare';

/** A contact to be made: when it is due, and the window in which it counts as in time. Days are local days. */
export interface PlannedContact {
  readonly kind: FollowUpKind;
  readonly side: Side;
  readonly step: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly dueOn: string;
  readonly opensOn: string;
  readonly closesOn: string;
}

interface Step {
  readonly step: string;
  readonly months: number;
  readonly days: number;
  readonly before: number;
  readonly after: number;
  readonly sides: readonly string[];
}

/** Contacts with person and host while support goes on; a host that needs support is asked after three days too. */
export function planRegular(startedOn: string, hostSupportNeeded: boolean): readonly PlannedContact[] {
  const steps: readonly Step[] = hostSupportNeeded ? [...plan.hostSupport, ...plan.regular] : plan.regular;
  return steps.flatMap((step) => contactsOf('regular', step, startedOn));
}

/** Contacts with the person after the end of support, as long as the person wants them. */
export function planAftercare(closedOn: string): readonly PlannedContact[] {
  return plan.aftercare.flatMap((step) => contactsOf('aftercare', step, closedOn));
}

/** Nobody is given up after one try: the next one after somebody could not be reached. */
export function planRetry(missed: Pick<PlannedContact, 'kind' | 'side' | 'step' | 'attempt'>, today: string) {
  const dueOn = addDays(today, plan.retry.days);
  return {
    kind: missed.kind,
    side: missed.side,
    step: missed.step,
    attempt: missed.attempt + 1,
    dueOn,
    opensOn: addDays(dueOn, -plan.retry.before),
    closesOn: addDays(dueOn, plan.retry.after),
  } satisfies PlannedContact;
}

/** How many of the limits of `escalationDays` are passed: 0 to 3. */
export const escalationOf = (overdueDays: number): number =>
  plan.escalationDays.filter((limit) => overdueDays >= limit).length;

function contactsOf(kind: FollowUpKind, step: Step, from: string): readonly PlannedContact[] {
  const dueOn = addDays(addMonths(from, step.months), step.days);
  const sides: readonly Side[] = (['person', 'host'] as const).filter((side) => step.sides.includes(side));
  return sides.map((side) => ({
    kind,
    side,
    step: step.step,
    attempt: 1,
    dueOn,
    opensOn: addDays(dueOn, -step.before),
    closesOn: addDays(dueOn, step.after),
  }));
}
