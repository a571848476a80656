import { Type } from 'class-transformer';
import { ArrayMinSize, IsBoolean, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsText, MayBeLeftOut } from '../rules';
import { EditionListAnswer } from './forms';
import { ANY_WORKER } from './roles';

const KEEPERS: readonly Role[] = ['DECISION_MAKER', 'OPS'];
const IsListName = (): PropertyDecorator =>
  Matches(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/, { message: 'コード表の名前を半角英数字・_ で 40 字以内で指定してください' });

export class CodeEntry {
  @IsFreeCode() code!: string;
  /** The word on the screen. */
  @IsText(100) ja!: string;
  /** The wording of the national form, where it differs. */
  @MayBeLeftOut() @IsText(200) officialJa?: string;
  /** False: not to be chosen any more; what was recorded with it stays. */
  @IsBoolean() offered!: boolean;
}

/**
 * The municipality's words for codes of a list, codes it adds, and those it does not offer any more, from a day to
 * come; what is not named stays as it was. The list may be one of the product's or the municipality's own; of a list
 * on which a law, a rule or a machine rests only the words change. Requests of intake accept what is offered on the day.
 * Errors: `edition.valid-from-past`, `code-list.code-twice`, `code-list.fixed` (400).
 */
export class EnterCodesV1 {
  static readonly subject = 'rpc.intake.enter-codes.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = KEEPERS;
  @IsListName() list!: string;
  @IsDay() validFrom!: string;
  @ArrayMinSize(1) @AreParts(() => CodeEntry, 300) entries!: CodeEntry[];
}

export class CodeEntryFact {
  @IsString() code!: string;
  @IsString() ja!: string;
  @MayBeLeftOut() @IsString() officialJa?: string;
  @IsBoolean() offered!: boolean;
}

export class CodeListAnswer {
  @IsString() list!: string;
  @IsDay() day!: string;
  @AreParts(() => CodeEntryFact, 1000) entries!: CodeEntryFact[];
}

/** A code list as it reads on a day; today where no day is named. Errors: `code-list.not-found`. */
export class ReadCodesV1 {
  static readonly subject = 'rpc.intake.read-codes.v1';
  static readonly answer = CodeListAnswer;
  static readonly allow: readonly Role[] = [...ANY_WORKER, 'OPS'];
  static readonly reads = true;
  @IsListName() list!: string;
  @MayBeLeftOut() @IsDay() day?: string;
}

/** The municipality's editions of a list, the last entered first. Errors: `cursor.invalid` (400). */
export class ListCodeEditionsV1 {
  static readonly subject = 'rpc.intake.list-code-editions.v1';
  static readonly answer = EditionListAnswer;
  static readonly allow: readonly Role[] = [...ANY_WORKER, 'OPS'];
  static readonly reads = true;
  @IsListName() list!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
