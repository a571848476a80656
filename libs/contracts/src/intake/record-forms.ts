import { IsInt, IsString, Min } from 'class-validator';
import { IsId, IsInstant, OrUnknown } from '../rules';

/**
 * On which form a record was written when it took the step that the form documents: a sheet sent, a plan submitted, an
 * evaluation or an assessment recorded, a consultation sorted. It is read for ever in this version.
 */
export class RecordFormFact {
  @IsString() kind!: string;
  /** `standard-1`, or the id of the municipality's own edition. */
  @IsString() edition!: string;
  @IsString() titleJa!: string;
  /** What was filled in, and which version of it; null where the form asked for nothing beside the record. */
  @OrUnknown() @IsId() formId!: string | null;
  @OrUnknown() @IsInt() @Min(1) formVersion!: number | null;
  @IsInstant() boundAt!: string;
}
