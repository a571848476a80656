import type { RecordFormFact } from '#libs/contracts';
import type { RecordForm } from '../storage/record-forms.store';

/** Null before the record took the step that its form documents. */
export const recordFormFact = (found: RecordForm | undefined): RecordFormFact | null =>
  found === undefined
    ? null
    : {
        ...found.form,
        formId: found.formId,
        formVersion: found.formVersion,
        boundAt: found.boundAt.toISOString(),
      };
