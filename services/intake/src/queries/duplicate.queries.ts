import { Injectable } from '@nestjs/common';
import type { DuplicatesAnswer, DuplicatesOfPersonV1, FindDuplicatesV1 } from '#libs/contracts';
import { type CallContext, foldKana } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type Identity, likeness, type Likeness, MOST_SHOWN, reasonJa } from '../domain/duplicates/duplicates';
import { BlindIndex } from '../storage/blind-index';
import type { PersonEntity } from '../storage/person.entity';
import { candidatesFor } from '../storage/person-keys.store';
import { recordsOf, survivorsOf } from '../storage/person-merges.store';
import { findPerson } from '../storage/persons.store';

/** Records that may be of one person. Nothing is merged by it: it is a hint, and a human decides (L17). */
@Injectable()
export class DuplicateQueries {
  constructor(
    private readonly reads: ReadScope,
    private readonly index: BlindIndex,
  ) {}

  likeEntry(input: FindDuplicatesV1, ctx: CallContext): Promise<DuplicatesAnswer> {
    const { name, kana, alias = null, birthDate = null, birthYear = null } = input;
    const { gender = null, phone = null, address = null } = input;
    const entry = { name, kana, alias, birthDate, birthYear, gender, phone, address };
    return this.reads.run(ctx, ({ db }) => this.like(db, ctx.tenant, entry, []));
  }

  likePerson({ personRef }: DuplicatesOfPersonV1, ctx: CallContext): Promise<DuplicatesAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const person = await findPerson(db, personRef);
      return this.like(db, ctx.tenant, person, await recordsOf(db, personRef));
    });
  }

  /** `known`: records of the same human, which nobody has to be told of. */
  private async like(
    db: EntityManager,
    tenant: string,
    entry: Identity,
    known: readonly string[],
  ): Promise<DuplicatesAnswer> {
    const found = await candidatesFor(db, this.index, tenant, entry);
    const others = found.filter(({ id }) => !known.includes(id));
    const namesakes = others.filter(({ kana }) => foldKana(kana) === foldKana(entry.kana)).length;
    const like = others.flatMap((person) => {
      const how = likeness(entry, person, namesakes);
      return how === null ? [] : [{ person, how }];
    });
    const survivors = await survivorsOf(
      db,
      like.map(({ person }) => person.id),
    );
    return { items: bestOfEach(like, survivors).slice(0, MOST_SHOWN).map(answerOf) };
  }
}

interface Like {
  readonly person: PersonEntity;
  readonly how: Likeness;
}

/** Of records that are merged, the one that goes on, with the best reasons that any of them gives. */
function bestOfEach(
  like: readonly Like[],
  survivors: ReadonlyMap<string, string>,
): readonly (readonly [string, Likeness])[] {
  const best = new Map<string, Likeness>();
  const order = [...like].sort(
    (one, other) => other.how.points - one.how.points || (one.person.id < other.person.id ? -1 : 1),
  );
  for (const { person, how } of order) {
    const ref = survivors.get(person.id) ?? person.id;
    if (!best.has(ref)) best.set(ref, how);
  }
  return [...best];
}

const answerOf = ([personRef, { level, reasons }]: readonly [string, Likeness]): DuplicatesAnswer['items'][number] => ({
  personRef,
  level,
  reasons: reasons.map((code) => ({ code, ja: reasonJa(code) })),
});
