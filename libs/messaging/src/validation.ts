import type { Shape } from '#libs/contracts';
import { AppError, type FieldProblem, invalid } from '#libs/kernel';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';

/** Rules are written when their class is, and do not change: looked up among all classes once, not for every object. */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<typeof lookUp>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    const plain = !always && !strictGroups && groups === undefined;
    const have = plain ? known.get(target) : undefined;
    if (have) return have;
    const rules = lookUp(target, schema, always, strictGroups, groups);
    if (plain) known.set(target, rules);
    return rules;
  };
}
rememberRules();

/**
 * Turns JSON into an instance of a contract class or says what is wrong, field by field, with the mend.
 * Unknown fields are refused. Nothing is converted: "5" is no number.
 */
export function parseInput<T extends object>(contract: Shape<T>, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw invalid('body.not-an-object', 'The body is not a JSON object.');
  }
  const input = plainToInstance(contract, plain, { enableImplicitConversion: false, exposeDefaultValues: true });
  const errors = validateSync(input, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0)
    throw new AppError(
      'invalid',
      'fields.invalid',
      'Some fields are wrong.',
      errors.flatMap((error) => problemsOf(error, '')),
    );
  return input;
}

/** Answers and events keep fields that this version does not know: tolerant reading. */
export function parseFact<T extends object>(contract: Shape<T>, plain: unknown): T {
  const fact = plainToInstance(contract, plain, { enableImplicitConversion: false });
  const errors = validateSync(fact, { forbidUnknownValues: true, validationError: { target: false, value: false } });
  if (errors.length > 0) {
    throw invalid('fact.invalid', `Wrong fields: ${errors.map(({ property }) => property).join(', ')}.`);
  }
  return fact;
}

function problemsOf(error: ValidationError, path: string): readonly FieldProblem[] {
  const field = path === '' ? error.property : `${path}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, mend]) => ({
    field,
    rule,
    mend: rule === 'whitelistValidation' ? 'この項目はありません。取り除いてください' : mend,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}
