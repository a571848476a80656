import { type Actor, notFound } from '#libs/kernel';
import { findRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { mayRead, type Reader } from '../domain/conference';
import { personAllows } from '../domain/consent';
import type { ConferenceTables } from './conference-kinds';
import { appointmentsOf, pledgesOf } from './conference-members.store';
import type { ConferenceItemRow, ConferenceRow } from './conference.rows';
import { findItem } from './conferences.store';
import { findConsent } from './consents.store';

/** An item as somebody asks to read it. */
export interface ItemOf {
  readonly conference: ConferenceRow;
  readonly item: ConferenceItemRow;
}

export interface Sight {
  readonly of: ConferenceTables;
  readonly actor: Actor;
  readonly today: string;
}

/** 404 `conference-item.not-found` for whoever may not read this item now, as if it were missing (L01, L02). */
export async function requireReadable(
  db: EntityManager,
  sight: Sight,
  { conferenceId, itemId }: { readonly conferenceId: string; readonly itemId: string },
): Promise<ItemOf> {
  const item = await findItem(db, sight.of, conferenceId, itemId);
  const conference = await findRow(db, sight.of.conferences, conferenceId, 'conference-item');
  if (!(await isReadable(db, sight, { conference, item }))) throw notFound('conference-item');
  return { conference, item };
}

/** The rule on who reads: called, a member today, pledged; in a multilayered conference the consent as well, at this moment. */
export async function isReadable(db: EntityManager, sight: Sight, { conference, item }: ItemOf): Promise<boolean> {
  const { of, actor, today } = sight;
  const states = { conferenceState: conference.state, itemState: item.state };
  const called = mayRead(states, await readerOf(db, of, item.id, actor.sub), today);
  return called && (of.kind === 'support' || (await isConsented(db, item.personRef, today)));
}

/** L02: what the person agreed to, and no exception. Items without a person need nobody's consent. */
export async function isConsented(db: EntityManager, personRef: string | null, today: string): Promise<boolean> {
  if (personRef === null) return true;
  const { consent, moment } = await findConsent(db, personRef, today);
  return personAllows(consent, { scope: 'multilayered_conference', orgId: null }, moment);
}

async function readerOf(db: EntityManager, of: ConferenceTables, itemId: string, sub: string): Promise<Reader> {
  const summons = await db
    .createQueryBuilder(of.summons, 'summons')
    .where('summons.itemId = :itemId AND summons.sub = :sub', { itemId, sub })
    .getOne();
  return { summons, appointments: await appointmentsOf(db, of, sub), pledges: await pledgesOf(db, of, [sub]) };
}
