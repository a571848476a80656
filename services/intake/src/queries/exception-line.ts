import type { ExceptionLine } from '#libs/contracts';
import { termsLeft } from '../domain/consent-terms';
import { isOverdue } from '../domain/consent-exception';
import type { ConsentExceptionEntity } from '../storage/consent-exception.entity';
import type { ConsentEntity } from '../storage/consent.entity';

/** An exception as lists tell it: without the words. */
export function exceptionLine(
  row: ConsentExceptionEntity,
  { exceptionTerms }: Pick<ConsentEntity, 'exceptionTerms'>,
  today: string,
): ExceptionLine {
  const { id, personRef, state, version, basis, until, approveBy, usedAt } = row;
  return {
    exceptionId: id,
    ...{ personRef, state, version, basis, until, approveBy },
    scopes: row.terms.map(({ scope, orgIds }) => ({ scope, orgIds: [...orgIds] })),
    inUse: termsLeft(exceptionTerms, today).some(({ exceptionId }) => exceptionId === id),
    overdue: isOverdue(row, today),
    usedAt: usedAt.toISOString(),
  };
}
