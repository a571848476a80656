import { addDays } from '#libs/kernel';
import type { Town } from './fixtures';
import { TODAY } from './a-menu';

/** What a bench stands on: one person, two places, and the rows of one request. */
export interface Ground {
  readonly town: Town;
  readonly personRef: string;
  readonly menuId: string;
  /** Eligible as well, with a lower rank. */
  readonly worseMenuId: string;
  /** Another request of the same person. */
  readonly nextRequestId: string;
  readonly ids: {
    readonly matchRequestId: string;
    readonly proposalId: string;
    readonly placementId: string;
  };
}

export type Arrange = (ground: Ground) => Promise<unknown> | void;

/** One way to break a guard: what is arranged, or said, or who says it, and the refusal. */
export interface Broken {
  readonly arrange?: Arrange;
  readonly input?: (ground: Ground) => object;
  readonly foreign?: boolean;
  /** `done`: it is answered, and nothing moves. */
  readonly code: string;
}

export interface Guard {
  /** The guards of the table for this event, word by word: who changes the table looks here. */
  readonly says: readonly string[];
  /** Makes it hold; most hold on the bench as it stands. */
  readonly holds?: Arrange;
  /** Empty where the guard gives a freedom, names an effect or is a person's judgement: nothing to refuse. */
  readonly broken: readonly Broken[];
}

export const proposal =
  (change: string): Arrange =>
  ({ town, ids }) =>
    town.world.sql(`UPDATE match_proposals SET ${change} WHERE id = $1`, [ids.proposalId]);
export const placement =
  (change: string): Arrange =>
  ({ town, ids }) =>
    town.world.sql(`UPDATE placements SET ${change} WHERE id = $1`, [ids.placementId]);
export const full: Arrange = async ({ town, menuId }) => {
  await town.world.sql(`UPDATE holds SET state = 'LAPSED' WHERE menu_id = $1`, [menuId]);
  await town.world.sql('UPDATE match_proposals SET hold_id = NULL WHERE menu_id = $1', [menuId]);
  await town.world.sql('UPDATE capacity_ledgers SET held = 0, total = 0 WHERE menu_id = $1', [menuId]);
};
export const denied =
  (scope: string): Arrange =>
  ({ town, personRef }) =>
    void town.denied.add(`${personRef}/${scope}`);
/** Since the place was chosen somebody has said that the person is not safe there. */
export const unsafe: Arrange = ({ town, personRef, menuId }) => {
  const profile = town.profiles.get(personRef);
  const safety = { avoidOrgIds: [], avoidMenuIds: [menuId], avoidWithinMeters: 0, guardianMayHarm: false };
  if (profile) town.profiles.set(personRef, { ...profile, safety });
};
export const said = (input: object, code = 'fields.invalid'): Broken => ({ input: () => input, code });
export const followed = (...results: readonly (readonly ['person' | 'host', 'good' | 'concern'])[]): Arrange => {
  const followUps = results.map(([side, result], index) => ({ side, result, recordedOn: addDays(TODAY, index - 30) }));
  return ({ town, ids }) => void town.followUps.set(ids.placementId, followUps);
};

export function assessedOn(days: number): Arrange {
  return ({ town, menuId }) =>
    town.world.sql(`UPDATE menus SET facts = jsonb_set(facts, '{hostAssessment,assessedOn}', $2) WHERE menu_id = $1`, [
      menuId,
      JSON.stringify(addDays(TODAY, days)),
    ]);
}
