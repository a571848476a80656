import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type CodeListAnswer,
  type EditionListAnswer,
  EnterCodesV1,
  EnterFormV1,
  type FilledFormFact,
  type FilledFormListAnswer,
  FillFormV1,
  type FormAnswer,
  ListCodeEditionsV1,
  ListFilledFormsV1,
  ListFormEditionsV1,
  ReadCodesV1,
  ReadFilledFormV1,
  ReadFormV1,
  RefillFormV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EnterCodesCommand } from '../commands/forms/enter-codes.command';
import { EnterFormCommand } from '../commands/forms/enter-form.command';
import { FillFormCommand } from '../commands/forms/fill-form.command';
import { RefillFormCommand } from '../commands/forms/refill-form.command';
import { FormQueries } from '../queries/form.queries';

/** What others may ask of intake about forms, their words, and what was filled in. */
@Controller()
export class FormRequests {
  constructor(
    private readonly queries: FormQueries,
    private readonly form: EnterFormCommand,
    private readonly codes: EnterCodesCommand,
    private readonly fill: FillFormCommand,
    private readonly refill: RefillFormCommand,
  ) {}

  @Answers(ReadFormV1)
  readForm(@Payload() input: ReadFormV1, @Ctx() ctx: CallContext): Promise<FormAnswer> {
    return this.queries.form(input, ctx);
  }

  @Answers(ListFormEditionsV1)
  formEditions(@Payload() input: ListFormEditionsV1, @Ctx() ctx: CallContext): Promise<EditionListAnswer> {
    return this.queries.formEditions(input, ctx);
  }

  @Answers(EnterFormV1)
  enterForm(@Payload() input: EnterFormV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.form.execute(input, ctx);
  }

  @Answers(ReadCodesV1)
  readCodes(@Payload() input: ReadCodesV1, @Ctx() ctx: CallContext): Promise<CodeListAnswer> {
    return this.queries.codes(input, ctx);
  }

  @Answers(ListCodeEditionsV1)
  codeEditions(@Payload() input: ListCodeEditionsV1, @Ctx() ctx: CallContext): Promise<EditionListAnswer> {
    return this.queries.codeEditions(input, ctx);
  }

  @Answers(EnterCodesV1)
  enterCodes(@Payload() input: EnterCodesV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.codes.execute(input, ctx);
  }

  @Answers(FillFormV1)
  fillForm(@Payload() input: FillFormV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.fill.execute(input, ctx);
  }

  @Answers(RefillFormV1)
  refillForm(@Payload() input: RefillFormV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refill.execute(input, ctx);
  }

  @Answers(ReadFilledFormV1)
  readFilled(@Payload() input: ReadFilledFormV1, @Ctx() ctx: CallContext): Promise<FilledFormFact> {
    return this.queries.filled(input, ctx);
  }

  @Answers(ListFilledFormsV1)
  listFilled(@Payload() input: ListFilledFormsV1, @Ctx() ctx: CallContext): Promise<FilledFormListAnswer> {
    return this.queries.filledOf(input, ctx);
  }
}
