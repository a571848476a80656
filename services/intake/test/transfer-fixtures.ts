import { type Acted, TransferItemV1 } from '#libs/contracts';
import type { Actor } from '#libs/kernel';
import { openRows } from '#libs/persistence';
import type { ServiceWorld } from '#libs/testing';
import { sealed } from '../src/storage/sealed-columns.json';
import { ConferenceStory } from './conference-fixtures';
import { anId, Story } from './fixtures';

/** Of a support conference: one paper about one person. */
export interface Held {
  readonly conferenceId: string;
  readonly itemId: string;
  readonly paperId: string;
  readonly caseRef: string;
  readonly personRef: string;
}

export const ORG = '7d0c1f34-5a66-4d09-9d43-1b7c1f0a2b11';

/** Somebody who sits in support conferences and works with the persons as well. */
export class Carrying {
  private constructor(
    readonly world: ServiceWorld,
    readonly story: Story,
    readonly lead: ConferenceStory,
    readonly carrier: Actor,
  ) {}

  static async start(world: ServiceWorld): Promise<Carrying> {
    const lead = new ConferenceStory(world, 'support');
    return new Carrying(world, new Story(world), lead, await lead.member(true, ['CSW', 'CONFERENCE_MEMBER']));
  }

  async held(words: string): Promise<Held> {
    const { caseRef, personRef } = await this.story.supported();
    return { ...(await this.paperAbout(caseRef, words)), caseRef, personRef };
  }

  async paperAbout(caseRef: string, words: string): Promise<Pick<Held, 'conferenceId' | 'itemId' | 'paperId'>> {
    const conferenceId = await this.lead.planned();
    const itemId = await this.lead.item(conferenceId, caseRef, [this.carrier], words);
    await this.lead.convene(conferenceId);
    const [paper] = await this.lead.papers(conferenceId, itemId, this.carrier);
    return { conferenceId, itemId, paperId: paper?.paperId ?? '' };
  }

  transfer(of: Held, more: Partial<TransferItemV1>, actor = this.carrier): Promise<Acted> {
    const { conferenceId, itemId, paperId } = of;
    const why = { basis: 'internal_duty', reason: '安否の確認を担当が引き継ぐため' };
    return this.world.ask(TransferItemV1, { conferenceId, itemId, paperId, ...why, ...more }, actor);
  }

  async planOf({ caseRef, personRef }: Held, state = 'DRAFT'): Promise<string> {
    const planId = anId();
    await this.world.sql(
      `INSERT INTO support_plans (id, version, state, case_ref, person_ref, episode, edition, author_sub, content_number)
       VALUES ($1, 1, $4, $2, $3, 1, (SELECT count(*) + 1 FROM support_plans WHERE case_ref = $2), 'author', 1)`,
      [planId, caseRef, personRef, state],
    );
    return planId;
  }

  async proposalOf({ personRef }: Held, state = 'OPEN'): Promise<string> {
    const proposalId = anId();
    await this.world.sql(
      `INSERT INTO disclosures (id, version, state, person_ref, org_id, items) VALUES ($1, 1, $4, $2, $3, '["name"]')`,
      [proposalId, personRef, ORG, state],
    );
    return proposalId;
  }

  async itemElsewhere({ caseRef }: Pick<Held, 'caseRef'>) {
    const other = new ConferenceStory(this.world, 'multilayered');
    const conferenceId = await other.planned();
    const reader = await other.member();
    const itemId = await other.item(conferenceId, caseRef, [reader]);
    return { other, conferenceId, itemId, reader };
  }

  async targetOf(target: string, of: Held): Promise<string> {
    if (target === 'note') return of.caseRef;
    if (target === 'plan') return this.planOf(of);
    if (target === 'multilayered_item') return (await this.itemElsewhere(of)).itemId;
    return target === 'matching' ? of.personRef : this.proposalOf(of);
  }
}

interface Copy {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Rows of every table of intake, outbox included, in which these words stand, also where they are sealed. */
export async function rowsWith(world: ServiceWorld, words: string): Promise<readonly Copy[]> {
  const tables = await world.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found: Copy[] = [];
  for (const { name } of tables) {
    const isSealed = name in sealed;
    const rows = await world.sql<{ row: Copy['row'] }>(
      `SELECT to_jsonb(t) AS row FROM "${name}" t WHERE $2 OR strpos(to_jsonb(t)::text, $1) > 0`,
      [words, isSealed],
    );
    for (const { row } of rows) {
      if (!isSealed || (await readable(world, name, row)).includes(words)) found.push({ table: name, row });
    }
  }
  return found;
}

/** A sealed row as the service itself reads it. */
async function readable(world: ServiceWorld, table: string, row: Copy['row']): Promise<string> {
  const named = Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, sign: string) => sign.toUpperCase()),
      value,
    ]),
  );
  const tenant = String(row['tenant']);
  const opened = await world.platform.reads.run({ tenant }, ({ db }) =>
    openRows(db, table, [{ ...named, id: String(row['id']) }]),
  );
  return JSON.stringify(opened);
}
