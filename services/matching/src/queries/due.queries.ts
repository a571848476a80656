import { Injectable } from '@nestjs/common';
import { localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { menusWithRoomAgain } from '../storage/ledger-report.store';
import { dueHolds, type DueHold } from '../storage/ledger.store';
import { unparkDue } from '../storage/match-request.store';
import { overdueProposals } from '../storage/proposal.store';

/** What time has made due in a municipality, by domain time. */
export interface Due {
  readonly proposals: readonly string[];
  readonly holds: readonly DueHold[];
  /** Menus that are over-committed no more. */
  readonly roomAgain: readonly string[];
  readonly parked: readonly string[];
}

@Injectable()
export class DueQueries {
  constructor(private readonly reads: ReadScope) {}

  tenants(): Promise<readonly string[]> {
    return this.reads.tenants();
  }

  due(tenant: string, limit: number): Promise<Due> {
    return this.reads.run({ tenant }, async ({ db, now }) => ({
      proposals: await overdueProposals(db, now, limit),
      holds: await dueHolds(db, now, limit),
      roomAgain: await menusWithRoomAgain(db, limit),
      parked: await unparkDue(db, localDay(now), limit),
    }));
  }
}
