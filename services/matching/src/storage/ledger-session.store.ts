import type { EntityManager } from 'typeorm';
import { type Party, placesFor } from '../domain/ledger';
import { capacityViewOf, isTimeSliced, sessionFor } from '../domain/ledger-view';
import type { WeeklyWindow } from '../domain/windows';
import { loadLedgers } from './ledger.rows';

/** A party that is to get a place, and the session it had or wants. */
export interface Seeking extends Party {
  readonly menuId: string;
  readonly matchRequestId: string;
  readonly session: string;
}

/**
 * The session of the ledger in which a party is to be held now, by the windows of its need; empty where the menu
 * counts all its places together. Read without a lock: whether there is room is decided under it.
 */
export async function chooseSession(db: EntityManager, seeking: Seeking): Promise<string> {
  const ledgers = await loadLedgers(db, seeking.menuId, false);
  if (!isTimeSliced(ledgers)) return '';
  const rows = await db.query<readonly { readonly windows: readonly WeeklyWindow[] | null }[]>(
    `SELECT need -> 'windows' AS windows FROM match_requests WHERE id = $1`,
    [seeking.matchRequestId],
  );
  const view = capacityViewOf(ledgers);
  const places = placesFor(view.unit, seeking.party);
  return sessionFor(view, rows[0]?.windows ?? null, { places, ...seeking });
}
