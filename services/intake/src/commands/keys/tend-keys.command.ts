import { Injectable } from '@nestjs/common';
import { DataKeys } from '#libs/crypto';
import type { CallContext } from '#libs/kernel';

@Injectable()
export class TendKeysCommand {
  constructor(private readonly keys: DataKeys) {}

  /** Hears which keys were destroyed elsewhere, and wraps anew what an older key outside the database wraps. */
  async execute({ tenant }: Pick<CallContext, 'tenant'>): Promise<void> {
    await this.keys.follow(tenant);
    while ((await this.keys.rewrap(tenant)) > 0);
  }
}
