import { conflict, type FieldProblem, forbidden, invalid } from '#libs/kernel';

interface DeskAsGiven {
  readonly external: boolean;
  readonly orgId: string | null;
  readonly managerSub: string;
  readonly deputySub: string | null;
  readonly members: readonly string[];
}

/** Whoever is sent something has to be nameable, and a desk of the house has to have somebody who takes it in hand. */
export function checkDesk({ external, orgId, managerSub, deputySub, members }: DeskAsGiven): void {
  if (external && orgId === null)
    throw refused('desk.org-missing', 'orgId', '庁外の機関には団体 ID を指定してください(同意はこの ID で確かめます)');
  if (!external && members.length === 0)
    throw refused('desk.members-missing', 'members', '窓口には担当者を一人以上指定してください');
  if (deputySub === managerSub)
    throw refused('desk.deputy-is-manager', 'deputySub', '補佐役にはマネージャーと別の人を指定してください');
}

function refused(code: string, field: string, mend: string): Error {
  const problem: FieldProblem = { field, rule: 'desk', mend };
  return invalid(code, `${field} does not fit this desk.`, [problem]);
}

/** A desk with sheets under way stays open: otherwise they would rest with nobody. */
export function refuseClosing(closed: boolean, openSheets: number): void {
  if (closed && openSheets > 0)
    throw conflict('desk.holds-referrals', `${openSheets} sheets begin or end at this desk and are not settled.`);
}

export function requireOwnDesk(own: boolean): void {
  if (!own) throw forbidden('desk.not-yours', 'This is not a desk of yours.');
}
