import {
  AddKeyPersonV1,
  ChangeKeyPersonV1,
  EndKeyPersonV1,
  ListKeyPersonsV1,
  ReadKeyPersonSafetyV1,
  RecordKeyPersonSafetyV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { KeyPersonRecordEntity } from '../src/storage/key-person.entity';
import { refusal, Story } from './fixtures';

const SISTER = {
  name: '架空 姉子',
  relation: 'sister',
  phone: '0312345678',
  mayBeContacted: 'yes' as const,
  how: 'letter',
};

describe('key persons', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const add = async (personRef: string, more: object = {}): Promise<string> =>
    (await world.ask(AddKeyPersonV1, { personRef, ...SISTER, ...more }, story.worker)).id;
  const list = async (personRef: string) => (await world.ask(ListKeyPersonsV1, { personRef }, story.worker)).items;

  it('may be contacted with the person’s yes and consent in force, and not a moment longer', async () => {
    const personRef = await story.person();
    await add(personRef);
    await add(personRef, { mayBeContacted: 'not_asked', name: '架空 友太' });
    const contacts = async () => (await list(personRef)).map(({ contact }) => contact);
    expect(await contacts()).toEqual(['not_allowed', 'not_asked']);
    await story.grant(personRef, [{ scope: 'family_contact' }]);
    expect(await contacts()).toEqual(['allowed', 'not_asked']);
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    expect(await contacts()).toEqual(['not_allowed', 'not_asked']);
  });

  it('have a safety note that restricted roles read, and of which others see only that it is there', async () => {
    const personRef = await story.person();
    await story.grant(personRef, [{ scope: 'family_contact' }]);
    const keyPersonId = await add(personRef);
    const note = { personRef, keyPersonId, safetyNote: '酔っているときは電話しない' };
    expect(await refusal(world.ask(RecordKeyPersonSafetyV1, note, world.actor('INTAKE_WORKER')))).toBe('role.refused');
    await world.ask(RecordKeyPersonSafetyV1, note, world.actor('DECISION_MAKER'));
    const [seen] = await list(personRef);
    expect(seen).toMatchObject({ confirmFirst: true, contact: 'confirm_first', contactJa: '連絡前に確認', version: 2 });
    expect(JSON.stringify(seen)).not.toContain('酔って');
    const asked = { personRef, keyPersonId };
    expect(await refusal(world.ask(ReadKeyPersonSafetyV1, asked, world.actor('INTAKE_WORKER')))).toBe('role.refused');
    expect(await world.ask(ReadKeyPersonSafetyV1, asked, world.actor('CSW'))).toMatchObject({
      safetyNote: note.safetyNote,
    });
    // Replacing the facts takes nothing of it away.
    await world.ask(ChangeKeyPersonV1, { ...asked, ...SISTER, mayBeContacted: 'no' }, world.actor('INTAKE_WORKER'));
    expect((await list(personRef))[0]).toMatchObject({ confirmFirst: true, contact: 'confirm_first' });
  });

  it('are of one person: for anybody else they are not there', async () => {
    const [personRef, other] = [await story.person(), await story.person()];
    const keyPersonId = await add(personRef);
    expect(await list(other)).toEqual([]);
    const asIfOf = { personRef: other, keyPersonId };
    expect(await refusal(world.ask(ChangeKeyPersonV1, { ...asIfOf, ...SISTER }, story.worker))).toBe(
      'key-person.not-found',
    );
    expect(await refusal(world.ask(ReadKeyPersonSafetyV1, asIfOf, story.worker))).toBe('key-person.not-found');
    const wrong = world.ask(EndKeyPersonV1, { ...asIfOf, reason: '—' }, story.worker, { ifMatch: 9 });
    expect(await refusal(wrong)).toBe('key-person.not-found');
  });

  it('end with a reason and stay on record with everything that they were', async () => {
    const personRef = await story.person();
    const keyPersonId = await add(personRef);
    const change = { personRef, keyPersonId, ...SISTER, phone: '0398765432' };
    expect(await refusal(world.ask(ChangeKeyPersonV1, change, story.worker, { ifMatch: 7 }))).toBe('stale-version');
    await world.ask(ChangeKeyPersonV1, change, story.worker, { ifMatch: 1 });
    await world.ask(EndKeyPersonV1, { personRef, keyPersonId, reason: '連絡を断った' }, story.worker);
    expect((await list(personRef))[0]).toMatchObject({ ended: true, contact: 'not_allowed' });
    expect(await refusal(world.ask(ChangeKeyPersonV1, change, story.worker))).toBe('key-person.ended');
    const kept = await world.platform.reads.run(story.worker, ({ db }) =>
      db
        .createQueryBuilder(KeyPersonRecordEntity, 'record')
        .where('record.keyPersonId = :keyPersonId', { keyPersonId })
        .orderBy('record.version')
        .getMany(),
    );
    expect(kept.map(({ event, detail }) => [event, (detail as { readonly phone: string }).phone])).toEqual([
      ['add', '0312345678'],
      ['change', '0398765432'],
      ['end', '0398765432'],
    ]);
  });
});
