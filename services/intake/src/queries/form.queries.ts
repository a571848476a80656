import { Injectable } from '@nestjs/common';
import type {
  CodeListAnswer,
  EditionListAnswer,
  FilledFormFact,
  FilledFormListAnswer,
  FormAnswer,
  ListCodeEditionsV1,
  ListFilledFormsV1,
  ListFormEditionsV1,
  ReadCodesV1,
  ReadFilledFormV1,
  ReadFormV1,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { findCase } from '../storage/cases.store';
import { CodeEditionEntity, FilledFormEntity, FormEditionEntity } from '../storage/form.entity';
import { codeListsOn, filledVersion, filledVersionsAt, findFilledForm, resolvedFormOn } from '../storage/forms.store';
import { type Page, pageOf, paged } from './cursor';
import { filledFact, formAnswer } from './form-answer';

@Injectable()
export class FormQueries {
  constructor(private readonly reads: ReadScope) {}

  form({ kind, day }: ReadFormV1, ctx: CallContext): Promise<FormAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => formAnswer(await resolvedFormOn(db, kind, day ?? localDay(now))));
  }

  codes({ list, day: wish }: ReadCodesV1, ctx: CallContext): Promise<CodeListAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const day = wish ?? localDay(now);
      const entries = (await codeListsOn(db, [list], day)).get(list);
      if (!entries) throw notFound('code-list');
      return { list, day, entries: entries.map((entry) => ({ ...entry })) };
    });
  }

  formEditions({ kind, ...wish }: ListFormEditionsV1, ctx: CallContext): Promise<EditionListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) =>
      editionsOf(await editionRows(db, FormEditionEntity, page, { column: 'kind', value: kind }), page),
    );
  }

  codeEditions({ list, ...wish }: ListCodeEditionsV1, ctx: CallContext): Promise<EditionListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) =>
      editionsOf(await editionRows(db, CodeEditionEntity, page, { column: 'list', value: list }), page),
    );
  }

  filled({ formId, number }: ReadFilledFormV1, ctx: CallContext): Promise<FilledFormFact> {
    return this.reads.run(ctx, async ({ db }) => {
      const head = await findFilledForm(db, formId);
      const found = await filledVersion(db, formId, number ?? head.version);
      if (!found) throw notFound('filled-form');
      return filledFact(found);
    });
  }

  filledOf({ caseRef, ...wish }: ListFilledFormsV1, ctx: CallContext): Promise<FilledFormListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db, now }) => {
      await findCase(db, caseRef);
      const query = db
        .createQueryBuilder(FilledFormEntity, 'form')
        .where('form.caseRef = :caseRef', { caseRef })
        .orderBy('form.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('form.number < :below', { below: page.below });
      const heads = await query.getMany();
      const ids = heads.map(({ id }) => id);
      const byId = new Map((await filledVersionsAt(db, ids, now)).map((row) => [row.formId, row]));
      return paged(heads, page, ({ id, kind, version }) => {
        const { filledBy, filledAt } = byId.get(id) ?? { filledBy: '', filledAt: now };
        return { formId: id, kind, version, filledBy, filledAt: filledAt.toISOString() };
      });
    });
  }
}

interface Of {
  readonly column: 'kind' | 'list';
  readonly value: string;
}

function editionRows<E extends FormEditionEntity | CodeEditionEntity>(
  db: EntityManager,
  table: new () => E,
  page: Page,
  { column, value }: Of,
): Promise<E[]> {
  const query = db
    .createQueryBuilder(table, 'edition')
    .where(`edition.${column} = :value`, { value })
    .orderBy('edition.number', 'DESC')
    .limit(page.limit + 1);
  if (page.below !== null) query.andWhere('edition.number < :below', { below: page.below });
  return query.getMany();
}

const editionsOf = (rows: readonly (FormEditionEntity | CodeEditionEntity)[], page: Page): EditionListAnswer =>
  paged(rows, page, ({ id, validFrom, enteredBy, enteredAt }) => ({
    editionId: id,
    validFrom,
    enteredBy,
    enteredAt: enteredAt.toISOString(),
  }));
