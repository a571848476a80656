/** Path in the repository → source text. */
export type Sources = Readonly<Record<string, string>>;

/** The house in miniature: every lib, every room and every arrow that is allowed, and nothing that is not. */
export const SKELETON: Sources = {
  'libs/kernel/src/index.ts': `export * from './errors';
`,
  'libs/kernel/src/errors.ts': `export class AppError extends Error {}
`,
  'libs/kernel/src/errors.spec.ts': `import { AppError } from './errors';
it('is an error', () => expect(new AppError('x')).toBeInstanceOf(Error));
`,
  'libs/contracts/src/index.ts': `export { CaseClosedV1 } from './intake/events';
`,
  'libs/contracts/src/intake/events.ts': `import { IsUUID } from 'class-validator';
export class CaseClosedV1 {
  static readonly subject = 'evt.intake.case.closed.v1';
  @IsUUID() caseId!: string;
}
`,
  'libs/persistence/src/index.ts': `export { findRow, ReadScope } from './rows';
`,
  'libs/persistence/src/rows.ts': `import { AppError } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
export class ReadScope {
  constructor(readonly db: EntityManager) {}
}
export async function findRow(db: EntityManager, table: string): Promise<unknown> {
  const rows: unknown = await db.query('SELECT 1');
  if (rows === undefined) throw new AppError(table);
  return rows;
}
`,
  'libs/messaging/src/index.ts': `export { UnitOfWork } from './unit-of-work';
`,
  'libs/messaging/src/unit-of-work.ts': `import type { NatsConnection } from '@nats-io/transport-node';
import { CaseClosedV1 } from '#libs/contracts';
import { findRow } from '#libs/persistence';
export class UnitOfWork {
  readonly subject = CaseClosedV1.subject;
  readonly find = findRow;
  constructor(readonly connection: NatsConnection) {}
}
`,
  'libs/host/src/index.ts': `export { startService } from './run-service';
`,
  'libs/host/src/run-service.ts': `import { UnitOfWork } from '#libs/messaging';
export const startService = (): string => \`\${UnitOfWork.name} \${process.env['HOME'] ?? ''}\`;
`,
  'libs/testing/src/index.ts': `export const someTenant = (): string => '990019';
`,

  'services/intake/src/main.ts': `import { INTAKE } from './intake.module';
export const started = INTAKE;
`,
  'services/intake/src/intake.module.ts': `import { startService } from '#libs/host';
import { CloseCaseCommand } from './commands/close-case.command';
import { readConfig } from './config';
import { IntakeSubscriptions } from './messages/subscriptions';
import { CaseQueries } from './queries/case.queries';
import { CaseEntity } from './storage/case.entity';
import { ExpiryTimer } from './timers/expiry.timer';
export const INTAKE = [
  startService,
  readConfig,
  CloseCaseCommand,
  CaseQueries,
  IntakeSubscriptions,
  CaseEntity,
  ExpiryTimer,
];
`,
  'services/intake/src/config.ts': `export const readConfig = (): string => process.env['HOME'] ?? '';
`,
  'services/intake/src/domain/ids.ts': `export type CaseId = string;
`,
  'services/intake/src/domain/case.ts': `import { AppError } from '#libs/kernel';
import type { CaseId } from './ids';
export function closeCase(id: CaseId, now: Date): string {
  if (id === '') throw new AppError('case.not-found');
  return now.toISOString();
}
`,
  'services/intake/src/domain/case.spec.ts': `import { aCase } from '../../test/fixtures';
import { closeCase } from './case';
it('closes', () => expect(closeCase(aCase(), new Date())).not.toBe(''));
`,
  'services/intake/src/storage/case.entity.ts': `import { Column, Entity, PrimaryColumn } from 'typeorm';
@Entity('cases')
export class CaseEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') state!: string;
}
`,
  'services/intake/src/storage/cases.store.ts': `import type { EntityManager } from 'typeorm';
import { findRow } from '#libs/persistence';
import type { CaseId } from '../domain/ids';
import { CaseEntity } from './case.entity';
export const loadCase = (db: EntityManager, id: CaseId): Promise<unknown> => findRow(db, CaseEntity.name + id);
`,
  'services/intake/src/commands/close-case.command.ts': `import { Injectable } from '@nestjs/common';
import { CaseClosedV1 } from '#libs/contracts';
import { UnitOfWork } from '#libs/messaging';
import { closeCase } from '../domain/case';
import { loadCase } from '../storage/cases.store';
@Injectable()
export class CloseCaseCommand {
  readonly uses = [closeCase, loadCase, CaseClosedV1];
  constructor(readonly unit: UnitOfWork) {}
}
`,
  'services/intake/src/queries/case.queries.ts': `import { Injectable } from '@nestjs/common';
import { findRow, ReadScope } from '#libs/persistence';
import { CaseEntity } from '../storage/case.entity';
@Injectable()
export class CaseQueries {
  constructor(private readonly reads: ReadScope) {}
  one(): Promise<unknown> {
    return findRow(this.reads.db, CaseEntity.name);
  }
}
`,
  'services/intake/src/messages/subscriptions.ts': `import { Controller } from '@nestjs/common';
import { CaseClosedV1 } from '#libs/contracts';
import { CloseCaseCommand } from '../commands/close-case.command';
import { CaseQueries } from '../queries/case.queries';
@Controller()
export class IntakeSubscriptions {
  readonly heard = CaseClosedV1.subject;
  constructor(
    readonly close: CloseCaseCommand,
    readonly cases: CaseQueries,
  ) {}
}
`,
  'services/intake/src/timers/expiry.timer.ts': `import { CloseCaseCommand } from '../commands/close-case.command';
export class ExpiryTimer {
  readonly calls = CloseCaseCommand.name;
}
`,
  'services/intake/test/fixtures.ts': `import type { CaseId } from '../src/domain/ids';
export const aCase = (): CaseId => 'case';
`,
  'services/intake/test/close-case.int.spec.ts': `import { someTenant } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
it('starts', () => expect([INTAKE, someTenant()]).toHaveLength(2));
`,
  'services/matching/src/domain/engine.ts': `export const propose = (places: number): boolean => places > 0;
`,
  'services/matching/src/neighbours/intake.ts': `import { UnitOfWork } from '#libs/messaging';
import { propose } from '../domain/engine';
export const asked = [UnitOfWork, propose];
`,
  'services/matching/src/commands/propose.command.ts': `import { asked } from '../neighbours/intake';
export const proposed = asked.length;
`,
  'services/matching/src/messages/subscriptions.ts': `import { proposed } from '../commands/propose.command';
export const MATCHING_HEARS = [proposed];
`,
  'services/gateway/src/auth/access.guard.ts': `import { AppError } from '#libs/kernel';
export const refuse = (): never => {
  throw new AppError('forbidden');
};
`,
  'services/gateway/src/http/intake.routes.ts': `import { CaseClosedV1 } from '#libs/contracts';
import { refuse } from '../auth/access.guard';
export const ROUTES = [CaseClosedV1, refuse];
`,
  'tools/say.ts': `export const say = (line: string): boolean => process.stdout.write(line);
`,
  'tools/provision.ts': `import { UnitOfWork } from '#libs/messaging';
import { IntakeSubscriptions } from '../services/intake/src/messages/subscriptions';
import { say } from './say';
export const provisioned = [UnitOfWork, IntakeSubscriptions, say, process.env['HOME']];
`,
  'e2e/golden.e2e.spec.ts': `import { someTenant } from '#libs/testing';
it('has a tenant', () => expect(someTenant()).toHaveLength(6));
`,
};
