import { Injectable } from '@nestjs/common';
import type {
  AssessmentListAnswer,
  CaseAnswer,
  CaseListAnswer,
  ListAssessmentsV1,
  ListCasesV1,
  ReadCaseV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { mayReadWords } from '../domain/access';
import { AssessmentEntity } from '../storage/assessment.entity';
import { CaseEntity, CaseStepEntity } from '../storage/case.entity';
import { findCase } from '../storage/cases.store';
import { formsOf } from '../storage/record-forms.store';
import { assessmentFact } from './assessment-answer';
import { caseLine } from './case-line';
import { pageOf, paged } from './cursor';
import { recordFormFact } from './record-form-answer';

const LAST_STEPS = 100;
const LAST_ASSESSMENTS = 100;

@Injectable()
export class CaseQueries {
  constructor(private readonly reads: ReadScope) {}

  byRef({ caseRef }: ReadCaseV1, ctx: CallContext): Promise<CaseAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const kase = await findCase(db, caseRef);
      const words = mayReadWords(ctx.actor);
      return {
        ...caseLine(kase),
        episode: kase.episode,
        consentState: kase.consentState,
        chiefComplaint: words ? kase.chiefComplaint : null,
        caller: words ? kase.caller : null,
        intakeTopics: [...kase.intakeTopics],
        fields: [...kase.fields],
        situationTags: [...kase.situationTags],
        issueCategories: [...kase.issueCategories],
        triage: kase.triage,
        closureReason: kase.closureReason,
        form: recordFormFact((await formsOf(db, [caseRef])).get(caseRef)),
        steps: await stepsOf(db, caseRef),
      };
    });
  }

  list({ state, ...wish }: ListCasesV1, ctx: CallContext): Promise<CaseListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(CaseEntity, 'kase')
        .orderBy('kase.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('kase.number < :below', { below: page.below });
      if (state !== undefined) query.andWhere('kase.state = :state', { state });
      return paged(await query.getMany(), page, caseLine);
    });
  }

  assessments({ caseRef }: ListAssessmentsV1, ctx: CallContext): Promise<AssessmentListAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findCase(db, caseRef);
      const rows = await db
        .createQueryBuilder(AssessmentEntity, 'assessment')
        .where('assessment.caseRef = :caseRef', { caseRef })
        .orderBy('assessment.number', 'DESC')
        .limit(LAST_ASSESSMENTS)
        .getMany();
      const forms = await formsOf(
        db,
        rows.map(({ id }) => id),
      );
      return { items: rows.map((row) => assessmentFact(row, forms)) };
    });
  }
}

async function stepsOf(db: EntityManager, caseRef: string): Promise<CaseAnswer['steps']> {
  const rows = await db
    .createQueryBuilder(CaseStepEntity, 'step')
    .where('step.caseRef = :caseRef', { caseRef })
    .orderBy('step.version', 'DESC')
    .limit(LAST_STEPS)
    .getMany();
  return rows.reverse().map(({ event, fromState, toState, takenAt }) => ({
    event,
    from: fromState,
    to: toState,
    at: takenAt.toISOString(),
  }));
}
