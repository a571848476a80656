import { Controller, Injectable, Module } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Acted, type RequestType } from '#libs/contracts';
import type { ServiceDefinition } from '#libs/host';
import { type CallContext, conflict, notFound, type Role } from '#libs/kernel';
import { Answers, Hears, UnitOfWork } from '#libs/messaging';
import { createTenantTable } from '#libs/persistence';
import { IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody else's event: adds to a counter. */
export class AddedV1 {
  static readonly subject = 'evt.intake.counter.added.v1';
  static readonly aggregate = 'counterId';
  @IsUUID() counterId!: string;
  @IsInt() amount!: number;
  @IsInt() @Min(1) version!: number;
}

/** The same, as something that nobody may be answered before. */
export class TakenV1 {
  static readonly subject = 'evt.intake.counter.taken.v1';
  static readonly aggregate = 'counterId';
  static readonly endsPermission = true;
  @IsUUID() counterId!: string;
  @IsInt() amount!: number;
  @IsInt() @Min(1) version!: number;
}

/** What the counter says when it was asked to count. */
export class CountedV1 {
  static readonly subject = 'evt.outreach.counter.counted.v1';
  static readonly aggregate = 'counterId';
  @IsUUID() counterId!: string;
  @IsInt() total!: number;
  @IsInt() @Min(1) version!: number;
}

export class CountV1 {
  static readonly subject = 'rpc.outreach.count.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW'];
  @IsUUID() counterId!: string;
  @IsInt() @Max(1_000) amount!: number;
  @IsOptional() @IsUUID() caseRef?: string;
}

export class SlowV1 {
  static readonly subject = 'rpc.outreach.slow.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW'];
  static readonly reads = true;
  @IsInt() ms!: number;
}

class Total {
  @IsInt() total!: number;
}

export class TotalV1 {
  static readonly subject = 'rpc.outreach.total.v1';
  static readonly answer = Total;
  static readonly allow: readonly Role[] = ['CSW'];
  static readonly reads = true;
  @IsUUID() counterId!: string;
  @IsString() why!: string;
  @IsOptional() @IsUUID() caseRef?: string;
}

export const UNHANDLED: RequestType = class {
  static readonly subject = 'rpc.outreach.nobody-home.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW'];
};

class CreateCounters1760000000000 implements MigrationInterface {
  readonly name = 'CreateCounters1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, 'counters', 'id uuid PRIMARY KEY, total int NOT NULL, version int NOT NULL', {
      followed: true,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE counters');
  }
}

@Injectable()
class CountCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ counterId, amount }: CountV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      if (amount === -1) throw conflict('counter.no-negative', 'Only forward.');
      if (amount === -2) throw notFound('counter');
      if (amount === -3) throw new Error('A bug.');
      const rows = await tx.db.query<{ total: number; version: number }[]>(
        `INSERT INTO counters (id, total, version) VALUES ($1, $2, 1)
         ON CONFLICT (id) DO UPDATE SET total = counters.total + $2, version = counters.version + 1
         RETURNING total, version`,
        [counterId, amount],
      );
      const { total = 0, version = 0 } = rows[0] ?? {};
      await tx.publish(CountedV1, { counterId, total, version });
      return { id: counterId, state: 'COUNTED', version };
    });
  }
}

@Controller()
class CounterRequests {
  constructor(
    private readonly count: CountCommand,
    private readonly unit: UnitOfWork,
  ) {}

  @Answers(CountV1)
  answer(@Payload() input: CountV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.count.execute(input, ctx);
  }

  @Answers(SlowV1)
  async slow(@Payload() { ms }: SlowV1): Promise<object> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return {};
  }

  @Answers(TotalV1)
  total(@Payload() { counterId }: TotalV1, @Ctx() ctx: CallContext): Promise<Total> {
    return this.unit.run({ ...ctx, once: undefined } as never, async ({ db }) => {
      const rows = await db.query<Total[]>('SELECT total FROM counters WHERE id = $1', [counterId]);
      if (!rows[0]) throw notFound('counter');
      return rows[0];
    });
  }
}

@Controller()
class CounterSubscriptions {
  constructor(private readonly count: CountCommand) {}

  @Hears(AddedV1)
  async added(@Payload() { counterId, amount }: AddedV1, @Ctx() ctx: CallContext): Promise<void> {
    if (amount === 0) return;
    await this.count.execute({ counterId, amount }, ctx);
  }

  @Hears(TakenV1)
  async taken(@Payload() { counterId, amount }: TakenV1, @Ctx() ctx: CallContext): Promise<void> {
    await this.count.execute({ counterId, amount }, ctx);
  }
}

@Module({ controllers: [CounterRequests, CounterSubscriptions], providers: [CountCommand] })
class CounterModule {}

/** The smallest service there is: it counts, on request and when it hears of it. */
export const COUNTER: ServiceDefinition = {
  name: 'outreach',
  config: () => {
    throw new Error('Only run by tests.');
  },
  module: () => CounterModule,
  store: { entities: [], migrations: [CreateCounters1760000000000] },
};
