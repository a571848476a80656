import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { failing, type Platform, PLATFORM } from '#libs/host';
import { type CallContext, systemActor } from '#libs/kernel';
import { HoldPlacesCommand } from '../commands/ledger/hold-places.command';
import { TellRoomCommand } from '../commands/ledger/tell-room.command';
import { EndOverdueProposalCommand } from '../commands/proposals/end-overdue-proposal.command';
import { ResumeSearchCommand } from '../commands/requests/resume-search.command';
import { DueQueries } from '../queries/due.queries';

const EVERY_MS = 10_000;
const BATCH = 200;
/** Rounds of one look; what is left waits for the next. */
const ROUNDS = 20;

/** Ends what is overdue by domain time. Several replicas may do it at once: each act looks again under its lock. */
@Injectable()
export class DueTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private readonly note: (error: unknown) => void;

  constructor(
    @Inject(PLATFORM) platform: Platform,
    private readonly queries: DueQueries,
    private readonly endOverdue: EndOverdueProposalCommand,
    private readonly holdPlaces: HoldPlacesCommand,
    private readonly resumeSearch: ResumeSearchCommand,
    private readonly tellRoom: TellRoomCommand,
  ) {
    this.note = failing(platform, 'due');
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tick()).catch(this.note);
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** One look at every municipality, as long as much is due. What fails is tried again at the next look. */
  async tick(): Promise<void> {
    for (const tenant of await this.queries.tenants()) {
      for (let round = 0; round < ROUNDS; round += 1) {
        if ((await this.tenant(tenant)) < BATCH) break;
      }
    }
  }

  /** How many things were due. */
  private async tenant(tenant: string): Promise<number> {
    const { proposals, holds, parked, roomAgain } = await this.queries.due(tenant, BATCH);
    for (const id of proposals) await this.one(() => this.endOverdue.execute(id, contextOf(tenant)));
    // Together: the ledger writes what arrives at once in few transactions.
    await Promise.all(
      holds.map(({ id: holdId, menuId }) =>
        this.one(() => this.holdPlaces.release({ holdId, menuId }, contextOf(tenant), 'LAPSED')),
      ),
    );
    for (const menuId of roomAgain) await this.one(() => this.tellRoom.execute(menuId, contextOf(tenant)));
    for (const matchRequestId of parked) {
      await this.one(() => this.resumeSearch.execute({ matchRequestId }, contextOf(tenant), 'unpark'));
    }
    return Math.max(proposals.length, holds.length, parked.length, roomAgain.length);
  }

  private async one(act: () => Promise<unknown>): Promise<void> {
    if (this.stopping) return;
    await act().catch(this.note);
  }
}

const contextOf = (tenant: string): CallContext => ({
  tenant,
  actor: systemActor('matching', tenant),
  correlationId: randomUUID(),
});
