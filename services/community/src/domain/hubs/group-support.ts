import { type Actor, conflict, invalid, Machine } from '#libs/kernel';
import table from '../group-support.machine.json';
import { inFuture } from '../resource';

export const GROUP_SUPPORT = new Machine(table);

interface Group {
  readonly state: string;
  /** Local day of the last step. */
  readonly stateSince: string;
}

interface Step {
  readonly step: string;
  readonly on: string;
}

/** The state after a step. `informed`: somebody has recorded that the group was told of grants or places. */
export function stateAfter(
  group: Group,
  { step, on }: Step,
  at: { readonly today: string; readonly informed: boolean; readonly actor: Actor },
): string {
  const state = GROUP_SUPPORT.next(group.state, step, at.actor);
  refuseGroupFuture(on, at.today, 'on');
  if (on < group.stateSince) {
    const mend = '前の段階の日以後の日を指定してください';
    throw invalid('supported-group.step-too-early', 'The step before was later.', [
      { field: 'on', rule: 'afterLastStep', mend },
    ]);
  }
  if (step === 'inform' && !at.informed) {
    throw conflict('group-support.nothing-given', 'Nobody has recorded that the group was informed.');
  }
  return state;
}

/** 422 `supported-group.future`. */
export function refuseGroupFuture(day: string, today: string, field: string): void {
  if (day > today) throw inFuture('supported-group.future', field);
}

interface Validity {
  readonly id: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** 400 `grant-info.not-valid` with every contact that tells of something which was not in force on its day. */
export function refuseOutdatedInfo(
  contacts: readonly { readonly on: string; readonly infoIds?: readonly string[] }[],
  known: readonly Validity[],
): void {
  const infos = new Map(known.map((info) => [info.id, info]));
  const inForce = (id: string, day: string): boolean => {
    const info = infos.get(id.toLowerCase());
    return info === undefined || (info.validFrom <= day && day <= (info.validUntil ?? day));
  };
  const problems = contacts.flatMap(({ on, infoIds = [] }, index) =>
    infoIds.every((id) => inForce(id, on))
      ? []
      : [
          {
            field: `contacts.${index}.infoIds`,
            rule: 'inForce',
            mend: 'その日に有効な情報を選ぶか、情報の有効期間を直してください',
          },
        ],
  );
  if (problems.length > 0) throw invalid('grant-info.not-valid', 'It was not in force on that day.', problems);
}
