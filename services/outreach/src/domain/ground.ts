import { AppError, invalid } from '#libs/kernel';

/** 社会福祉法106条の6 (支援会議): the basis on which somebody is approached who has not been asked yet. */
const BY_CONFERENCE = 'art106_6';

/** The support conference on which reaching out rests, and the case that it was about. */
export interface ConferenceGround {
  readonly caseRef: string;
  readonly conferenceId: string;
}

interface Grounded {
  readonly basisCode: string;
  readonly caseRef: string | null;
  /** The conference named last; null = none was. */
  readonly conferenceId: string | null;
}

/** A conference speaks of cases: without one nothing rests on it. Error: `engagement.case-missing` (400). */
export function requireCase({ basisCode, caseRef }: Pick<Grounded, 'basisCode' | 'caseRef'>): void {
  if (basisCode !== BY_CONFERENCE || caseRef !== null) return;
  throw invalid('engagement.case-missing', 'A support conference speaks of a case.', [
    { field: 'caseRef', rule: 'caseOfConference', mend: '支援会議の案件のケースを指定してください' },
  ]);
}

/**
 * What intake has to be asked about before anybody reaches out; null = nothing, for another basis. Errors:
 * `engagement.case-missing`, `engagement.conference-missing`, `engagement.conference-unexpected` (400).
 */
export function conferenceGround(engagement: Grounded, named: string | undefined): ConferenceGround | null {
  const { basisCode, caseRef } = engagement;
  if (basisCode !== BY_CONFERENCE) {
    if (named === undefined) return null;
    throw wrong(
      'unexpected',
      'Only the basis art106_6 names a conference.',
      '根拠が支援会議でないため、会議は指定しません',
    );
  }
  requireCase(engagement);
  const conferenceId = named ?? engagement.conferenceId;
  if (conferenceId === null || caseRef === null)
    throw wrong('missing', 'The basis art106_6 names its conference.', '根拠となる支援会議を指定してください');
  return { caseRef, conferenceId };
}

const wrong = (what: string, message: string, mend: string): AppError =>
  invalid(`engagement.conference-${what}`, message, [{ field: 'conferenceId', rule: 'conferenceOfBasis', mend }]);

/** The conference does not carry it, now and for this worker; why is nobody's to learn here. 409. */
export const groundMissing = (): AppError =>
  new AppError('conflict', 'engagement.ground-missing', 'No support conference carries this at this moment.', [
    {
      field: 'conferenceId',
      rule: 'groundInForce',
      mend: 'あなたが招集され守秘誓約をした支援会議で、働きかけにつながる結論が出た案件を指定してください',
    },
  ]);
