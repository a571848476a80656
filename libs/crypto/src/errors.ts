import { AppError, conflict, unavailable } from '#libs/kernel';

/** The key was destroyed: nobody can read it any more (L13). */
export const gone = (): AppError =>
  new AppError('conflict', 'record.gone', 'The record was disposed of: its key is destroyed.', [], 410);

export const DAMAGED = 'record.damaged';

/** What is stored is not what was written there. */
export const damaged = (): AppError => conflict(DAMAGED, 'What is stored was changed or moved: it is not given out.');

export const keysUnreachable = (): AppError => unavailable('keys.unreachable', 'The key store does not answer.');
