import { notFound } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { excludedJa } from '../domain/explain-ja';
import { judgeOne } from '../domain/judge';
import type { Need } from '../domain/need';
import { needFrom, type ProfileCopy, profileOf } from '../domain/profile-copy';
import { notEligible, requireDistanceConfirmed } from '../domain/proposal';
import { settingsOn } from '../domain/settings';
import { findMenu } from './copies.store';
import type { ProposalEntity } from './proposal.entity';
import { allSettings } from './settings.store';

/** Before a host is asked: what was safe when the place was chosen may not be so today. Why is told to nobody. */
export async function requireSafe(
  { db, today }: { readonly db: EntityManager; readonly today: string },
  { menuId, distanceConfirmedBy }: ProposalEntity,
  person: ProfileCopy,
  wish: Need,
): Promise<void> {
  const menu = await findMenu(db, menuId);
  if (menu === null) throw notFound('menu');
  const settings = settingsOn(await allSettings(db), today);
  const need = needFrom(wish, person.point);
  const profile = profileOf(person, []);
  const { codes } = judgeOne({ profile, need, menu, capacity: null, settings, today });
  const unsafe = codes.filter((code) => code === 'SAFETY_CONFLICT');
  if (unsafe.length > 0) throw notEligible('proposal.not-eligible', menuId, unsafe, excludedJa(unsafe));
  requireDistanceConfirmed(person.safety, menu, distanceConfirmedBy);
}
