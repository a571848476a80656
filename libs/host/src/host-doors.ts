import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type DeadLetterList,
  type DeadLetterSettled,
  type DeadLettersRequest,
  type DeadLetterStep,
  hostRequestsOf,
  type Pong,
} from '#libs/contracts';
import type { CallContext, ServiceName } from '#libs/kernel';
import { Answers, DeadLetters, UnitOfWork } from '#libs/messaging';
import { Readiness } from './readiness';
import { Replayer } from './replayer';

/** The door on the bus that every service has, whatever it does: is it ready, and its dead letters. */
export function hostDoorsOf(service: ServiceName): Type {
  const asked = hostRequestsOf(service);

  @Controller()
  class HostDoors {
    constructor(
      @Inject(Readiness) private readonly readiness: Readiness,
      @Inject(DeadLetters) private readonly letters: DeadLetters,
      @Inject(Replayer) private readonly replayer: Replayer,
      @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    ) {}

    @Answers(asked.ping)
    async ping(): Promise<Pong> {
      const { ready } = await this.readiness.check();
      return { ready };
    }

    @Answers(asked.deadLetters)
    async deadLetters(@Payload() input: DeadLettersRequest, @Ctx() ctx: CallContext): Promise<DeadLetterList> {
      const waiting = await this.letters.waiting(ctx.tenant);
      return { items: waiting.slice(0, input.limit ?? 50) };
    }

    /** Settled first, remembered after: a repetition after a crash in between is told that nothing waits. */
    @Answers(asked.replayDeadLetter)
    async replay(@Payload() { id }: DeadLetterStep, @Ctx() ctx: CallContext): Promise<DeadLetterSettled> {
      await this.letters.replay(ctx.tenant, id, (envelope) => this.replayer.replay(envelope));
      return this.unit.run(ctx, () => Promise.resolve({ id, state: 'REPLAYED' as const }));
    }

    @Answers(asked.discardDeadLetter)
    async discard(@Payload() { id }: DeadLetterStep, @Ctx() ctx: CallContext): Promise<DeadLetterSettled> {
      await this.letters.discard(ctx.tenant, id);
      return this.unit.run(ctx, () => Promise.resolve({ id, state: 'DISCARDED' as const }));
    }
  }
  return HostDoors;
}
