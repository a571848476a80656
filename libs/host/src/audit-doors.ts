import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type AuditAccessesRequest, type AuditAccessList, type AuditHead, hostRequestsOf } from '#libs/contracts';
import type { CallContext, ServiceName } from '#libs/kernel';
import { accessesTo, Answers, headOfChain } from '#libs/messaging';
import { ReadScope } from '#libs/persistence';

const PAGE = 50;

/** Where every service tells what its audit says. */
export function auditDoorsOf(service: ServiceName): Type {
  const asked = hostRequestsOf(service);

  @Controller()
  class AuditDoors {
    constructor(@Inject(ReadScope) private readonly reads: ReadScope) {}

    @Answers(asked.auditHead)
    auditHead(@Ctx() { tenant }: CallContext): Promise<AuditHead> {
      return headOfChain(this.reads, tenant);
    }

    @Answers(asked.auditAccesses)
    async auditAccesses(@Payload() input: AuditAccessesRequest, @Ctx() ctx: CallContext): Promise<AuditAccessList> {
      const limit = input.limit ?? PAGE;
      const { personRef, from, until, cursor } = input;
      const asked = { personRef, from: new Date(from), until: new Date(until), after: cursor ?? '0', limit };
      const found = await accessesTo(this.reads, ctx.tenant, asked);
      return {
        items: found.map(({ entry: { id: _, subjects: __, mark: ___, ...entry } }) => ({
          ...entry,
          roles: [...entry.roles],
          fields: [...entry.fields],
        })),
        nextCursor: found.length === limit ? (found.at(-1)?.seq ?? null) : null,
      };
    }
  }
  return AuditDoors;
}
