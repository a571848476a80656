import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, type UpdatePersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { NOTHING_KNOWN, refuseImpossibleBirth, withGiven } from '../../domain/person';
import { BlindIndex } from '../../storage/blind-index';
import { saveKeys } from '../../storage/person-keys.store';
import { refuseMerged } from '../../storage/person-merges.store';
import { changePerson, lockPerson } from '../../storage/persons.store';

@Injectable()
export class UpdatePersonCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly index: BlindIndex,
  ) {}

  /** The facts as a whole; safety facts and consent are not among them. */
  execute(input: UpdatePersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const person = await lockPerson(tx.db, input.personRef, ctx.expectedVersion);
      const birth = { birthDate: input.birthDate ?? null, birthYear: input.birthYear ?? null };
      refuseImpossibleBirth(birth, tx.today);
      await refuseMerged(tx.db, person.id);
      const facts = {
        ...birth,
        name: input.name,
        kana: input.kana,
        alias: input.alias ?? null,
        gender: input.gender ?? null,
        phone: input.phone ?? null,
        address: input.address ?? null,
        considerations: input.considerations ?? null,
        facts: withGiven(NOTHING_KNOWN, input),
      };
      const { version, profileVersion } = await changePerson(tx.db, person, facts);
      await saveKeys(tx.db, this.index, ctx.tenant, { id: person.id, ...facts });
      await tx.publish(MatchingProfileChangedV1, { personRef: person.id, version: profileVersion });
      return { id: person.id, state: 'ENTERED', version };
    });
  }
}
