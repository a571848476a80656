import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  DecideExceptionV1,
  type ExceptionAnswer,
  type ExceptionListAnswer,
  ListOpenExceptionsV1,
  ReadExceptionV1,
  UseConsentExceptionV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DecideExceptionCommand } from '../commands/consents/decide-exception.command';
import { UseExceptionCommand } from '../commands/consents/use-exception.command';
import { ExceptionQueries } from '../queries/exception.queries';

/** Acting without the person's word, and who answers for it. */
@Controller()
export class ExceptionRequests {
  constructor(
    private readonly exceptions: ExceptionQueries,
    private readonly use: UseExceptionCommand,
    private readonly decide: DecideExceptionCommand,
  ) {}

  @Answers(UseConsentExceptionV1)
  useException(@Payload() input: UseConsentExceptionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.use.execute(input, ctx);
  }

  @Answers(DecideExceptionV1)
  decideException(@Payload() input: DecideExceptionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decide.execute(input, ctx);
  }

  @Answers(ListOpenExceptionsV1)
  open(@Payload() input: ListOpenExceptionsV1, @Ctx() ctx: CallContext): Promise<ExceptionListAnswer> {
    return this.exceptions.open(input, ctx);
  }

  @Answers(ReadExceptionV1)
  read(@Payload() input: ReadExceptionV1, @Ctx() ctx: CallContext): Promise<ExceptionAnswer> {
    return this.exceptions.byId(input, ctx);
  }
}
