import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Acted, type EventType, IsId, type RequestType, type Versioned } from '#libs/contracts';
import { type CallContext, type Role, SERVICES, type ServiceName } from '#libs/kernel';
import { Answers, Hears, UnitOfWork } from '#libs/messaging';
import { IsInt, Max, Min } from 'class-validator';

class ProbeSaid {
  @IsId() probeId!: string;
  @IsInt() @Min(1) version!: number;
}

class ProbeInput {
  @IsId() probeId!: string;
  /** How long the answer takes at least, milliseconds. */
  @IsInt() @Min(0) @Max(10_000) lastsMs!: number;
}

/** Asks a service to write one row and say so. Exists only under TSUNAGI_ENV=test. */
export function probeRequest(service: ServiceName): RequestType<ProbeInput, Acted> {
  return class extends ProbeInput {
    static readonly subject = `rpc.${service}.probe.v1`;
    static readonly answer = Acted;
    static readonly allow: readonly Role[] = ['SYSTEM'];
  };
}

/** What a service says when it was probed. */
export function probeEvent(speaker: ServiceName): EventType<Versioned & ProbeSaid> {
  return class extends ProbeSaid {
    static readonly subject = `evt.${speaker}.probe.said.v1`;
    static readonly aggregate = 'probeId';
  };
}

/**
 * The doors of a service under proof: it writes a row on request, says so, and writes a row for each
 * probe that it hears of from the others. Nothing in the tables hides a lost or repeated effect.
 * The rig makes the tables `probe_said` and `probe_heard` and counts them.
 */
export function probeController(service: ServiceName): Type {
  class Probe {
    constructor(readonly unit: UnitOfWork) {}

    async say({ probeId, lastsMs }: ProbeInput, ctx: CallContext): Promise<Acted> {
      return this.unit.run(ctx, async (tx) => {
        await tx.db.query('INSERT INTO probe_said (probe_id) VALUES ($1)', [probeId]);
        await tx.publish(probeEvent(service), { probeId, version: 1 });
        // The event has its place in the outbox; others overtake it before this transaction ends.
        if (lastsMs > 0) await new Promise((resolve) => setTimeout(resolve, lastsMs));
        return { id: probeId, state: 'SAID', version: 1 };
      });
    }
  }
  Inject(UnitOfWork)(Probe, undefined, 0);
  decorate(Probe, 'say', ProbeInput, Answers(probeRequest(service)));
  for (const speaker of SERVICES.filter((other) => other !== service)) hearProbes(Probe, speaker);
  Controller()(Probe);
  return Probe;
}

function hearProbes(probe: Type<{ readonly unit: UnitOfWork }>, speaker: ServiceName): void {
  const name = `hear_${speaker}`;
  Object.defineProperty(probe.prototype, name, {
    configurable: true,
    writable: true,
    value: async function hear(
      this: { readonly unit: UnitOfWork },
      { probeId }: ProbeSaid,
      ctx: CallContext,
    ): Promise<void> {
      await this.unit.run(ctx, async (tx) => {
        await tx.db.query('INSERT INTO probe_heard (probe_id) VALUES ($1)', [probeId]);
      });
    },
  });
  decorate(probe, name, ProbeSaid, Hears(probeEvent(speaker)));
}

/** What the decorators of a hand-written method would do. */
function decorate(target: Type, method: string, input: Type, door: MethodDecorator): void {
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, method) as PropertyDescriptor;
  Reflect.defineMetadata('design:paramtypes', [input, Object], target.prototype as object, method);
  Payload()(target.prototype as object, method, 0);
  Ctx()(target.prototype as object, method, 1);
  door(target.prototype as object, method, descriptor);
}
