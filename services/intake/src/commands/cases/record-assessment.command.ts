import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, type RecordAssessmentV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseAssessmentIn } from '../../domain/case';
import { withGiven } from '../../domain/person';
import { insertAssessment, lockCase } from '../../storage/cases.store';
import { bindForm } from '../../storage/record-forms.store';
import { changePerson, lockPerson } from '../../storage/persons.store';

@Injectable()
export class RecordAssessmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Answers with the assessment's id; its version is the number of the assessment within the case. */
  execute(input: RecordAssessmentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, input.caseRef, ctx.expectedVersion);
      if (kase.personRef === null) throw conflict('case.person-missing', 'Say first whom the case is about.');
      refuseAssessmentIn(kase.state);
      const person = await lockPerson(tx.db, kase.personRef);
      const facts = withGiven(person.facts, input);
      const id = randomUUID();
      const number = await insertAssessment(tx.db, {
        id,
        caseRef: kase.id,
        personRef: person.id,
        facts,
        issueCategories: input.issueCategories ?? kase.issueCategories,
        personWords: input.personWords ?? null,
        wishes: input.wishes ?? null,
        environment: input.environment ?? null,
        recordedBy: ctx.actor.sub,
        recordedAt: tx.now,
      });
      const form = { about: 'assessment', kind: 'assessment', recordId: id, part: number } as const;
      await bindForm(tx, { ...form, kase, formId: input.formId, actor: ctx.actor });
      const { profileVersion } = await changePerson(tx.db, person, { facts });
      await tx.publish(MatchingProfileChangedV1, { personRef: person.id, version: profileVersion });
      return { id, state: 'RECORDED', version: number };
    });
  }
}
