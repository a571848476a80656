import { randomUUID } from 'node:crypto';
import { type Acted, type FollowUpView, ListFollowUpsV1, PlacementStartedV1, RecordFollowUpV1 } from '#libs/contracts';
import { type Actor, addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { OUTREACH } from '../src/outreach.module';

/** A running outreach, with what follow-up tests do again and again. */
export class FollowUpWorld {
  private moved = 0;

  private constructor(
    readonly world: ServiceWorld,
    private readonly today: string,
  ) {}

  static async start(): Promise<FollowUpWorld> {
    return new FollowUpWorld(await serviceUnderTest(OUTREACH), localDay(new Date()));
  }

  get worker(): Actor {
    return this.world.actor('PARTICIPATION_WORKER');
  }

  /** The domain day, moved as far as the tests have moved it. */
  day(offset = 0): string {
    return addDays(this.today, this.moved + offset);
  }

  async pass(days: number): Promise<void> {
    await this.world.moveClock({ days });
    this.moved += days;
  }

  async placement(facts: Partial<PlacementStartedV1> = {}): Promise<PlacementStartedV1> {
    const started = {
      placementId: randomUUID(),
      personRef: randomUUID(),
      caseRef: randomUUID(),
      menuId: randomUUID(),
      orgId: randomUUID(),
      startedOn: this.day(),
      hostSupportNeeded: false,
      version: 2,
      ...facts,
    };
    await this.world.hears(PlacementStartedV1, started);
    return started;
  }

  async listOf(placementId: string): Promise<readonly FollowUpView[]> {
    return (await this.world.ask(ListFollowUpsV1, { placementId }, this.worker)).items;
  }

  /** How many follow-ups of a placement are in which state. */
  async statesOf(placementId: string): Promise<Readonly<Record<string, number>>> {
    const items = await this.listOf(placementId);
    return items.reduce<Record<string, number>>((sum, { state }) => ({ ...sum, [state]: (sum[state] ?? 0) + 1 }), {});
  }

  record(
    followUp: Pick<FollowUpView, 'id'> | undefined,
    told: Partial<RecordFollowUpV1> = {},
    options: { readonly key?: string; readonly ifMatch?: number } = {},
  ): Promise<Acted> {
    if (!followUp) throw new Error('There is no such follow-up in this test.');
    const input = {
      followUpId: followUp.id,
      result: 'good',
      recordedOn: this.day(),
      contactMethod: 'phone',
      noteRef: null,
    } as const;
    return this.world.ask(RecordFollowUpV1, { ...input, ...told }, this.worker, options);
  }
}
