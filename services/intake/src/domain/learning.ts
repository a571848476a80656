import { invalid } from '#libs/kernel';

/** Advice is given to somebody, or about a case to whoever works on it. */
export function refuseToNobody(to: readonly (string | undefined)[]): void {
  if (to.some((one) => one !== undefined)) return;
  throw invalid('advice.to-nobody', 'Advice needs a case, a desk or a worker.', [
    { field: 'deskId', rule: 'oneOf', mend: '窓口・支援者・ケースのいずれかを指定してください' },
  ]);
}

/** 400 `training.future-day`, `training.participants`. */
export function checkTraining(heldOn: string, participants: number, named: number, today: string): void {
  if (heldOn > today)
    throw invalid('training.future-day', 'A training is recorded when it was held.', [
      { field: 'heldOn', rule: 'notInFuture', mend: '今日以前の日付を指定してください' },
    ]);
  if (participants < named)
    throw invalid('training.participants', 'More are named than took part.', [
      { field: 'participants', rule: 'atLeastNamed', mend: `${named} 人以上を指定してください` },
    ]);
}
