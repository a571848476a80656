import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, type EndAgreementV1, MenuChangedV1, type RecordAgreementV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { isRenewalDue, refuseEnded, refuseTerm } from '../domain/agreement';
import {
  agreedUntil,
  findAgreement,
  insertAgreement,
  lockAgreement,
  updateAgreement,
} from '../storage/agreements.store';
import type { MenuEntity } from '../storage/menu.entity';
import { lockMenu, updateMenu } from '../storage/menus.store';
import { finishTasks } from '../storage/tasks.store';

/** 制度外利用の合意: while one is in force the menu's word on out-of-system places counts. */
@Injectable()
export class KeepAgreementsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  record(input: RecordAgreementV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const menu = await lockMenu(tx.db, input.menuId);
      refuseTerm(input, tx.today);
      const id = randomUUID();
      await insertAgreement(tx.db, {
        id,
        version: 1,
        menuId: menu.id,
        agreedWith: input.agreedWith,
        basis: input.basis,
        places: input.places ?? null,
        agreedOn: input.agreedOn,
        until: input.until,
        endedOn: null,
      });
      await tellOfMenu(menu, tx);
      return { id, state: 'RECORDED', version: 1 };
    });
  }

  end({ agreementId }: EndAgreementV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { menuId } = await findAgreement(tx.db, agreementId);
      // The menu first, as everybody does who changes what is known of it.
      const menu = await lockMenu(tx.db, menuId);
      const row = await lockAgreement(tx.db, agreementId);
      refuseEnded(row, tx.today);
      const version = await updateAgreement(tx.db, row, { endedOn: tx.today });
      await tellOfMenu(menu, tx);
      return { id: row.id, state: 'ENDED', version };
    });
  }
}

/** Whoever was asked to renew is asked no more, unless what is agreed now ends soon as well. */
async function tellOfMenu(menu: MenuEntity, tx: Tx): Promise<void> {
  if (!isRenewalDue(await agreedUntil(tx.db, menu.id), tx.today)) {
    await finishTasks(tx.db, menu.id, ['renew_agreement']);
  }
  const version = await updateMenu(tx.db, menu, {});
  await tx.publish(MenuChangedV1, { menuId: menu.id, version });
}
