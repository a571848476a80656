import { randomUUID } from 'node:crypto';
import type { ServiceWorld } from '#libs/testing';
import { today } from './fixtures';
import { SHEET } from './referral-fixtures';

interface At {
  readonly world: ServiceWorld;
  readonly caseRef: string;
}

/** The sheet that a step of a case is about; the last one that was put there. */
const last = { referralId: '', toDeskId: '' };

/** A case whose only sheet that is not settled is this one, to an agency of which nobody works with the system. */
export const sheetOfCase =
  (state: 'DRAFT' | 'SENT' | 'RETURNED') =>
  async ({ world, caseRef }: At): Promise<void> => {
    await world.sql(`UPDATE referral_sheets SET state = 'WITHDRAWN' WHERE case_ref = $1`, [caseRef]);
    Object.assign(last, { referralId: randomUUID(), toDeskId: await agency(world) });
    await world.sql(
      `INSERT INTO referral_sheets (id, version, state, case_ref, person_ref, from_desk_id, to_desk_id, urgency, topics,
              household, reasons, asks_for, meeting, items, sendings, returns, drafted_by, drafted_at, state_since)
       SELECT $2, 1, $3, id, person_ref, $4, $5, 'normal', '["other"]', 'none', $6, $7, 'none', '[]', 1, 0, 'test', now(), now()
         FROM cases WHERE id = $1`,
      [caseRef, last.referralId, state, await agency(world), last.toDeskId, SHEET.reasons, SHEET.asksFor],
    );
  };

async function agency(world: ServiceWorld): Promise<string> {
  const id = randomUUID();
  await world.sql(
    `INSERT INTO desks (id, version, name_ja, external, org_id, fields, manager_sub, members, closed)
     VALUES ($1, 1, '架空の機関', true, $1, '[]', 'manager-1', '[]', false)`,
    [id],
  );
  return id;
}

const heard = { spokenTo: '所長' };

export const referralInputs = {
  referOut: () => ({ ...last, basis: 'law', basisReason: '法令による通告' }),
  /** The step is the sheet's; it does not name the case. */
  accepted: () => ({ caseRef: undefined, referralId: last.referralId, ...heard }),
  returned: () => ({ reason: '本人が来所した' }),
  acceptedElsewhere: () => ({
    ...{ referralId: last.referralId, ...heard },
    ...{ personAgreedOn: today(), personWords: '引っ越し先で続けたい' },
  }),
};
