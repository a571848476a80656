import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterPersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { NOTHING_KNOWN, NOTHING_TO_AVOID, refuseImpossibleBirth, withGiven } from '../../domain/person';
import { BlindIndex } from '../../storage/blind-index';
import { saveKeys } from '../../storage/person-keys.store';
import { insertPerson } from '../../storage/persons.store';

@Injectable()
export class EnterPersonCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly index: BlindIndex,
  ) {}

  execute(input: EnterPersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const birth = { birthDate: input.birthDate ?? null, birthYear: input.birthYear ?? null };
      refuseImpossibleBirth(birth, tx.today);
      const entered = { id: randomUUID(), state: 'ENTERED', version: 1 };
      const person = {
        id: entered.id,
        version: entered.version,
        ...birth,
        name: input.name,
        kana: input.kana,
        alias: input.alias ?? null,
        gender: input.gender ?? null,
        phone: input.phone ?? null,
        address: input.address ?? null,
        considerations: input.considerations ?? null,
        facts: withGiven(NOTHING_KNOWN, input),
        safety: input.safetyAsked === true ? NOTHING_TO_AVOID : null,
        enteredAt: tx.now,
      };
      await insertPerson(tx.db, person);
      await saveKeys(tx.db, this.index, ctx.tenant, person);
      return entered;
    });
  }
}
