import { addMonths, conflict } from '#libs/kernel';
import { type At, type Engagement, type Move, nextAction, nextState } from './engagement';
import settings from './engagement-settings.json';

interface HandOver {
  readonly personRef: string | null;
  readonly caseRef: string | null;
  readonly nextActionOn: string;
}

/** Whose consent a hand-over needs. Errors: `engagement.person-unknown`, `engagement.other-person` (409). */
export function personToHandOver(engagement: Engagement, named: string | null): string {
  if (named !== null && engagement.personRef !== null && named !== engagement.personRef)
    throw conflict('engagement.other-person', 'This engagement is about another person.');
  const personRef = engagement.personRef ?? named;
  if (personRef === null) throw conflict('engagement.person-unknown', 'Nobody can consent who is not known.');
  return personRef;
}

/** With the consent of `consented`, the person whom intake was asked about. */
export function handOver(engagement: Engagement, input: HandOver, consented: string, at: At): Move {
  const state = nextState(engagement, 'handOver', at.actor);
  if (personToHandOver(engagement, input.personRef) !== consented)
    throw conflict('engagement.other-person', 'This engagement is about another person.');
  return {
    event: 'handOver',
    change: {
      state,
      personRef: consented,
      caseRef: engagement.caseRef ?? input.caseRef,
      handedOverOn: at.today,
      nextActionOn: nextAction(input.nextActionOn, at.today),
    },
  };
}

/**
 * Errors: `engagement.reason-not-for-state`, `engagement.tie-too-young`, `engagement.decision-note-missing` (409).
 */
export function close(
  engagement: Engagement,
  input: { readonly because: string; readonly noteRef?: string | null },
  at: At,
): Move {
  const state = nextState(engagement, 'close', at.actor);
  if ((engagement.state === 'WATCHING') !== (input.because === 'decided'))
    throw conflict('engagement.reason-not-for-state', 'This reason does not close an engagement in this state.');
  if (input.because === 'decided' && !input.noteRef)
    throw conflict('engagement.decision-note-missing', 'A decision to end needs the note that says why.');
  if (input.because === 'tie_holds' && isTooYoung(engagement.handedOverOn, at.today))
    throw conflict('engagement.tie-too-young', 'The tie has to hold for three months first.');
  return {
    event: 'close',
    change: { state, nextActionOn: null, reviewOn: null },
    because: input.because,
    noteRef: input.noteRef ?? null,
  };
}

const isTooYoung = (handedOverOn: string | null, today: string): boolean =>
  handedOverOn === null || addMonths(handedOverOn, settings.tieHoldsMonths) > today;
