import {
  ConfirmDestructionV1,
  ListDestructionRequestsV1,
  NamedInquirySentV1,
  ProposalEndedV1,
  ReadDisclosureV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story } from './fixtures';

describe('what a host may know', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  async function inquiry(items: NamedInquirySentV1['items'] = ['name', 'phone']) {
    const orgId = anId();
    const personRef = await story.person({ phone: '000-0000-0000', considerations: '静かな席がよい' });
    await story.grant(personRef, [{ scope: 'provider_disclosure', orgIds: [orgId] }]);
    const sent = { proposalId: anId(), personRef, orgId, items, version: 4 };
    await world.hears(NamedInquirySentV1, sent);
    const host = world.actor('PROVIDER_STAFF', { orgId });
    const read = (actor = host) => world.ask(ReadDisclosureV1, { proposalId: sent.proposalId }, actor);
    const ids = { proposalId: sent.proposalId, personRef, orgId, version: sent.version };
    return { ...ids, ids, items, host, read };
  }

  it('is what was chosen, for the organisation that was asked', async () => {
    const { proposalId, read } = await inquiry();
    expect(await read()).toEqual({ proposalId, name: '架空 花子', phone: '000-0000-0000' });
    const other = world.actor('PROVIDER_STAFF', { orgId: anId() });
    expect(await refusal(read(other))).toBe('disclosure.not-found');
    const elsewhere = world.actor('PROVIDER_STAFF', { orgId: anId(), tenant: '990027' });
    expect(await refusal(read(elsewhere))).toBe('disclosure.not-found');
    expect(await refusal(read(story.worker))).toBe('role.refused');
  });

  it('ends with the consent, at once, and what was told has to be destroyed', async () => {
    const { proposalId, personRef, orgId, host, read } = await inquiry(['name', 'birth_year']);
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    expect(await refusal(read())).toBe('consent.withdrawn');
    const { items } = await world.ask(ListDestructionRequestsV1, { orgId }, host);
    expect(items).toMatchObject([{ proposalId, state: 'REQUESTED' }]);
    const other = world.actor('PROVIDER_STAFF', { orgId: anId() });
    expect(await refusal(world.ask(ListDestructionRequestsV1, { orgId }, other))).toBe('organization.not-found');
    const requestId = items[0]?.id ?? '';
    const foreign = { orgId: other.orgId ?? '', requestId };
    expect(await refusal(world.ask(ConfirmDestructionV1, foreign, other))).toBe('destruction-request.not-found');
    const confirmed = await world.ask(ConfirmDestructionV1, { orgId, requestId }, host);
    expect(confirmed).toEqual({ id: requestId, state: 'CONFIRMED', version: 2 });
    expect(await world.ask(ConfirmDestructionV1, { orgId, requestId }, host)).toEqual(confirmed);
  });

  it('ends with the proposal', async () => {
    const { ids, read } = await inquiry();
    await world.hears(ProposalEndedV1, { ...ids, state: 'EXPIRED', version: 5 });
    expect(await refusal(read())).toBe('disclosure.not-found');
  });

  it('does not come back with an event that is late or comes twice', async () => {
    const { ids, items, read } = await inquiry();
    await world.hears(NamedInquirySentV1, { ...ids, items });
    expect(await read()).toMatchObject({ name: '架空 花子' });
    const late = { ...ids, proposalId: anId() };
    await world.hears(ProposalEndedV1, { ...late, state: 'REVOKED', version: 5 });
    await world.hears(NamedInquirySentV1, { ...late, items });
    const host = world.actor('PROVIDER_STAFF', { orgId: ids.orgId });
    const asked = world.ask(ReadDisclosureV1, { proposalId: late.proposalId }, host);
    expect(await refusal(asked)).toBe('disclosure.not-found');
    const id = await world.hears(ProposalEndedV1, { ...ids, state: 'REVOKED', version: 6 });
    await world.hears(ProposalEndedV1, { ...ids, state: 'REVOKED', version: 6 }, { id });
    expect(await refusal(read())).toBe('disclosure.not-found');
  });
});
