import { Injectable } from '@nestjs/common';
import type { CaseFacts, ReadRecordAsOfV1, RecordAsOfAnswer, RecordEntry } from '#libs/contracts';
import { type CallContext, invalid, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { caseNumberOf } from '../domain/case';
import { isRaised } from '../domain/emergency';
import { AssessmentEntity } from '../storage/assessment.entity';
import { CaseStepEntity } from '../storage/case.entity';
import { filledVersionsAt } from '../storage/forms.store';
import { type ItemThen, itemsThen } from '../storage/items-then.store';
import { NoteEntity } from '../storage/note.entity';
import { correctionsOf } from '../storage/notes.store';
import { type Before, caseAt, type CaseThen, type RecordRow, recordRows, rowsById } from '../storage/record.store';
import { formsOf } from '../storage/record-forms.store';
import { assessmentFact } from './assessment-answer';
import { filledFact } from './form-answer';
import { noteFact } from './note-answer';
import { recordFormFact } from './record-form-answer';
import { consentAt, itemThen, plansAt, sheetsAt } from './record-then';

const DEFAULT_LIMIT = 50;
/** When the last entry of the page was written, and its id. */
const CURSOR = /^((?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

@Injectable()
export class RecordQueries {
  constructor(private readonly reads: ReadScope) {}

  /** What was on record at a moment (L11). */
  asOf({ caseRef, at, limit = DEFAULT_LIMIT, cursor }: ReadRecordAsOfV1, ctx: CallContext): Promise<RecordAsOfAnswer> {
    const before = cursor === undefined ? null : beforeOf(cursor);
    const moment = new Date(at);
    return this.reads.run(ctx, async ({ db, now }) => {
      const kase = await caseAt(db, caseRef, moment);
      const items = await itemsThen(db, { caseRef, actor: ctx.actor, today: localDay(now), at: moment });
      const readable = items.map(({ item }) => ({ id: item.id, at: item.proposedAt }));
      const rows = await recordRows(db, caseRef, { at: moment, before, limit: limit + 1, items: readable });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        at: moment.toISOString(),
        case: {
          ...factsThen(caseRef, kase),
          form: recordFormFact((await formsOf(db, [caseRef], { at: moment })).get(caseRef)),
        },
        consent: await consentAt(db, kase.person_ref, moment),
        entries: await entriesOf(db, shown, { at: moment, items }),
        nextCursor: last ? cursorOf(last) : null,
      };
    });
  }
}

const cursorOf = ({ at, id }: RecordRow): string =>
  Buffer.from(`${at.toISOString()}|${id}`, 'latin1').toString('base64url');

function beforeOf(cursor: string): Before {
  const [, at = '', id = ''] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const time = Date.parse(at);
  if (Number.isFinite(time)) return { at: new Date(time).toISOString(), id };
  throw invalid('cursor.invalid', 'The cursor is none of ours.');
}

interface Then {
  readonly at: Date;
  readonly items: readonly ItemThen[];
}

async function entriesOf(db: EntityManager, rows: readonly RecordRow[], { at, items }: Then): Promise<RecordEntry[]> {
  const ids = (kind: RecordRow['kind']): readonly string[] => rows.flatMap((row) => (row.kind === kind ? row.id : []));
  const notes = await rowsById(db, NoteEntity, ids('note'));
  const corrections = await correctionsOf(db, ids('note'), at);
  const assessments = await rowsById(db, AssessmentEntity, ids('assessment'));
  const written = await formsOf(db, ids('assessment'));
  const steps = await rowsById(db, CaseStepEntity, ids('step'));
  const forms = new Map((await filledVersionsAt(db, ids('form'), at)).map((row) => [row.formId, row]));
  const plans = await plansAt(db, ids('plan'), at);
  const sheets = await sheetsAt(db, ids('referral'), at);
  const parts: Readonly<Record<RecordRow['kind'], (id: string) => Partial<RecordEntry>>> = {
    note: (id) => onlyThere('note', notes.get(id), (note) => noteFact(note, corrections.get(id) ?? [])),
    assessment: (id) => onlyThere('assessment', assessments.get(id), (one) => assessmentFact(one, written)),
    form: (id) => onlyThere('form', forms.get(id), filledFact),
    step: (id) => onlyThere('step', steps.get(id), stepFact),
    plan: (id) => onlyThere('plan', plans.get(id), (plan) => plan),
    referral: (id) => onlyThere('referral', sheets.get(id), (sheet) => sheet),
    conference: (id) =>
      onlyThere(
        'conference',
        items.find(({ item }) => item.id === id),
        itemThen,
      ),
  };
  return rows.map(({ kind, id, at: written }) => ({ id, kind, at: written.toISOString(), ...parts[kind](id) }));
}

const onlyThere = <R, T>(key: string, row: R | undefined, fact: (row: R) => T): object =>
  row === undefined ? {} : { [key]: fact(row) };

const stepFact = ({ version, event, fromState, toState, takenBy }: CaseStepEntity) => ({
  ...{ version, event, takenBy },
  from: fromState,
  to: toState,
});

const factsThen = (caseRef: string, then: CaseThen): Omit<CaseFacts, 'form'> => ({
  caseRef,
  caseNumber: caseNumberOf(then.fiscal_year, then.number),
  personRef: then.person_ref,
  state: then.state,
  version: then.version,
  episode: then.episode,
  receivedOn: then.received_on,
  channel: then.channel,
  urgency: then.urgency,
  consentState: then.consent_state,
  chiefComplaint: then.chiefComplaint,
  caller: then.caller,
  intakeTopics: [...then.intake_topics],
  fields: [...then.fields],
  situationTags: [...then.situation_tags],
  issueCategories: [...then.issue_categories],
  triage: then.triage,
  emergency: isRaised(then.emergency),
  closureReason: then.closure_reason,
});
