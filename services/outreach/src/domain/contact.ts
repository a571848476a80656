import { conflict, invalid } from '#libs/kernel';
import { type At, type Engagement, type Move, nextAction, nextState } from './engagement';

export type ContactEvent = 'attempt' | 'familyContact' | 'personContact';

/** One try to reach somebody, as the worker tells it. */
interface Contact {
  readonly method: string;
  readonly result: string;
  readonly on: string;
  readonly stageAfter: string;
  readonly nextActionOn: string;
  readonly safetyPlanned?: boolean | undefined;
}

/** Results without any sign of life. */
const SILENT: readonly string[] = ['absent', 'no_response'];

/**
 * What a try changes. One told late, after a later one, is kept but changes neither stage nor next action.
 * Errors: `engagement.future-day`, `engagement.next-action-past` (400), `engagement.use-safety-concern`,
 * `engagement.safety-plan-missing`, `engagement.stage-below-r4` (409).
 */
export function recordContact(engagement: Engagement, event: ContactEvent, contact: Contact, at: At): Move {
  const state = nextState(engagement, event, at.actor);
  const safetyPlanned = engagement.safetyPlanned || contact.safetyPlanned === true;
  refuse(event, contact, safetyPlanned, at.today);
  const isLast = engagement.lastAttemptOn === null || contact.on >= engagement.lastAttemptOn;
  return {
    event,
    change: {
      state,
      safetyPlanned,
      ...(isLast && {
        lastAttemptOn: contact.on,
        stage: contact.stageAfter,
        nextActionOn: nextAction(contact.nextActionOn, at.today),
      }),
      ...(!SILENT.includes(contact.result) && { lastContactOn: later(engagement.lastContactOn, contact.on) }),
    },
  };
}

function refuse(event: ContactEvent, contact: Contact, safetyPlanned: boolean, today: string): void {
  if (contact.on > today) throw invalid('engagement.future-day', 'The day of the try is still to come.');
  if (contact.result === 'safety_concern')
    throw conflict('engagement.use-safety-concern', 'Raise the safety concern: its answer says whom to call.');
  if (contact.method === 'home_visit' && !safetyPlanned)
    throw conflict('engagement.safety-plan-missing', 'A visit at home needs a safety plan.');
  if (event === 'personContact' && contact.stageAfter < 'R4')
    throw conflict('engagement.stage-below-r4', 'Contact with the person is stage R4 or more.');
}

const later = (known: string | null, day: string): string => (known === null || day > known ? day : known);
