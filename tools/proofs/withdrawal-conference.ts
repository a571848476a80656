import { localDay } from '#libs/kernel';
import type { Api } from '../api';
import type { People } from '../people';
import type { RunningSystem } from '../running-system';

/** Somebody's case on the agenda of a multilayered conference (重層的支援会議) that has been called together. */
export interface Agenda {
  readonly conferenceId: string;
  readonly itemId: string;
}

/** A chair and a member who have pledged, and conferences over people who agreed to it. */
export class WithdrawalConference {
  private chairSub = '';
  private memberSub = '';

  constructor(
    private readonly system: RunningSystem,
    private readonly people: People,
  ) {}

  async open(): Promise<void> {
    this.chairSub = subOf(await this.system.token('CONFERENCE_CHAIR'));
    this.memberSub = subOf(await this.system.token('CONFERENCE_MEMBER'));
    const today = localDay(new Date());
    for (const sub of [this.chairSub, this.memberSub]) {
      await this.office.post('/multilayered-conference-members', { sub, from: today });
      await this.office.post('/multilayered-conference-pledges', { sub, method: 'written', givenOn: today });
    }
  }

  /** The member who was called has read the material already. */
  async over(caseRef: string): Promise<Agenda> {
    const plan = { heldOn: localDay(new Date()), chairSub: this.chairSub };
    const { id: conferenceId } = await this.office.post('/multilayered-conferences', plan);
    const path = `/multilayered-conferences/${conferenceId}`;
    const chair = this.people.as('CONFERENCE_CHAIR');
    const { id: itemId } = await chair.post(`${path}/items`, { kind: 'sharing', caseRef });
    await chair.post(`${path}/items/${itemId}/papers`, { kind: 'material', words: '架空の資料の本文' });
    await chair.post(`${path}/items/${itemId}/summons`, { sub: this.memberSub });
    await chair.post(`${path}/convening`);
    await this.people.as('CONFERENCE_MEMBER').get(`${path}/items/${itemId}`);
    return { conferenceId, itemId };
  }

  private get office(): Api {
    return this.people.as('HOKATSU_COORDINATOR');
  }
}

/** Whose token it is; read, not checked. */
export function subOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub?: string };
  return claims.sub ?? '';
}
