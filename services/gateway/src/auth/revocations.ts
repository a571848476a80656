import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { failing, onNudge, type Platform, PLATFORM } from '#libs/host';
import type { Actor } from '#libs/kernel';
import { TableFollower } from '#libs/messaging';

/** Clocks of the provider and of the database may differ by this much. */
const SKEW_MS = 5_000;

interface RevokedRow {
  readonly sub: string;
  readonly revoked_at: Date;
}

/** Which subjects' tokens count no more. In memory, kept in step with the table `revoked_subjects`. */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly since = new Map<string, number>();
  private readonly follower: TableFollower;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    this.follower = new TableFollower(
      platform.source,
      [
        {
          table: 'revoked_subjects',
          columns: 'sub, revoked_at',
          apply: (tenant, rows) => {
            for (const { sub, revoked_at } of rows as readonly RevokedRow[]) this.note(tenant, sub, revoked_at);
          },
        },
      ],
      {
        onError: failing(platform, 'revocations'),
      },
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.follower.start();
    onNudge(this.platform, () => this.follower.nudge());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower.stop();
  }

  /** From now on tokens that were issued before `at` are refused here. */
  note(tenant: string, sub: string, at: Date): void {
    this.since.set(keyOf(tenant, sub), at.getTime());
  }

  /** `issuedAt` in seconds since 1970. */
  revoked({ tenant, sub }: Actor, issuedAt: number): boolean {
    const since = this.since.get(keyOf(tenant, sub));
    return since !== undefined && issuedAt * 1000 <= since + SKEW_MS;
  }
}

const keyOf = (tenant: string, sub: string): string => `${tenant} ${sub}`;
