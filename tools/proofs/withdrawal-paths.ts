import { randomUUID } from 'node:crypto';
import type { Role } from '#libs/kernel';
import { Client } from 'pg';
import type { RunningSystem } from '../running-system';
import { pause } from './proof';
import type { Asked, Known, Seeking, WithdrawalTown } from './withdrawal-town';

/** How something is answered at this moment. `away`: by nobody, which is no answer. */
type Answer = 'allowed' | 'refused' | 'away';

/** Something that rested on consent. */
export interface Path {
  readonly name: string;
  /** It tells somebody something about the person: never after the withdrawal. */
  readonly discloses: boolean;
  readonly ask: () => Promise<Answer>;
}

/** From the moment in which the withdrawal was answered. */
export interface Watched {
  readonly name: string;
  /** Infinite where it was never refused. */
  readonly refusedMs: number;
  /** How often it disclosed something after the withdrawal. */
  readonly disclosed: number;
}

const EVERY_MS = 25;

/** Asks again and again from the withdrawal on until it is refused. */
export async function watch({ name, discloses, ask }: Path, began: number, limitMs: number): Promise<Watched> {
  let disclosed = 0;
  while (performance.now() - began < limitMs) {
    const answer = await ask();
    if (answer === 'refused') return { name, refusedMs: performance.now() - began, disclosed };
    if (answer === 'allowed' && discloses) disclosed += 1;
    await pause(EVERY_MS);
  }
  return { name, refusedMs: Number.POSITIVE_INFINITY, disclosed };
}

/** Who takes everything back at once. */
export interface Crowd {
  readonly known: Known;
  readonly asked: Asked;
  readonly seeking: Seeking;
}

/** Calls over the wire, each sent once: what is away is seen as being away. */
export class Paths {
  constructor(
    private readonly system: RunningSystem,
    private readonly town: WithdrawalTown,
  ) {}

  all({ known, asked, seeking }: Crowd, since: Date): readonly Path[] {
    const read = (name: string, role: Role, path: string): Path => ({
      ...{ name, discloses: true },
      ask: () => this.call('GET', role, path),
    });
    const conference = `/multilayered-conferences/${known.agenda.conferenceId}`;
    return [
      read('disclosure', 'PROVIDER_STAFF', `/disclosures/${known.toldId}`),
      read('received sheet', 'INTAKE_WORKER', `/referrals/${known.sentSheetId}/received`),
      read('conference material', 'CONFERENCE_MEMBER', `${conference}/items/${known.agenda.itemId}`),
      { name: 'agenda', discloses: false, ask: () => this.leftAgenda(conference, known.agenda.itemId) },
      {
        ...{ name: 'sending a sheet', discloses: true },
        ask: () => this.call('POST', 'CSW', `/referrals/${known.draftSheetId}/sending`, this.town.toReceiver),
      },
      {
        ...{ name: 'named inquiry', discloses: true },
        ask: () =>
          this.call('POST', 'PARTICIPATION_WORKER', `/proposals/${asked.proposalId}/named-inquiry`, {
            items: ['name'],
          }),
      },
      {
        ...{ name: 'search', discloses: true },
        ask: () => this.search(seeking.requestId),
      },
      ...[known.toldId, asked.proposalId].map((proposalId) => ({
        ...{ name: 'open proposal', discloses: false },
        ask: () => this.ended(proposalId),
      })),
      { name: 'outreach', discloses: false, ask: () => this.heardBy('outreach', [known, asked, seeking], since) },
    ];
  }

  private search(requestId: string): Promise<Answer> {
    const isAllowed = (body: Body): boolean => body['outcome'] !== 'blocked_consent';
    return this.call('POST', 'PARTICIPATION_WORKER', `/match-requests/${requestId}/search`, this.town.among, isAllowed);
  }

  /** The case leaves the agenda, not the meeting. */
  private leftAgenda(conference: string, itemId: string): Promise<Answer> {
    const isOn = (body: Body): boolean => itemsOf(body).some((item) => item.itemId === itemId && item.state === 'ON');
    return this.call('GET', 'CONFERENCE_CHAIR', conference, undefined, isOn);
  }

  private ended(proposalId: string): Promise<Answer> {
    const isOpen = (body: Body): boolean => body['state'] !== 'REVOKED';
    return this.call('GET', 'PARTICIPATION_WORKER', `/proposals/${proposalId}`, undefined, isOpen);
  }

  /** A service that tells nobody anything: what counts is that it applied both withdrawals. */
  private async heardBy(service: 'outreach', people: readonly { readonly personRef: string }[], since: Date) {
    const intake = new Client({ connectionString: this.system.databases.intake.ownerUrl });
    const other = new Client({ connectionString: this.system.databases[service].ownerUrl });
    try {
      await Promise.all([intake.connect(), other.connect()]);
      const said = await intake.query<{ id: string }>(
        `SELECT id FROM outbox WHERE subject = 'evt.intake.consent.withdrawn.v1' AND occurred_at >= $2
            AND data->>'personRef' = ANY($1)`,
        [people.map(({ personRef }) => personRef), since],
      );
      const ids = said.rows.map(({ id }) => id);
      const heard = await other.query('SELECT 1 FROM inbox WHERE event_id = ANY($1)', [ids]);
      return ids.length >= people.length && heard.rows.length >= ids.length ? 'refused' : 'allowed';
    } catch {
      return 'away';
    } finally {
      await Promise.all([intake.end(), other.end()]).catch(() => undefined);
    }
  }

  private async call(
    method: 'GET' | 'POST',
    role: Role,
    path: string,
    body?: object,
    isAllowed: (body: Body) => boolean = () => true,
  ): Promise<Answer> {
    const org = role === 'PROVIDER_STAFF' ? { org: this.town.orgId } : {};
    try {
      const answer = await fetch(`${this.system.baseUrl}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.tokenOf(role, org)}`,
          ...(method === 'POST' && { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }),
        },
        ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
        signal: AbortSignal.timeout(8_000),
      });
      const text = await answer.text();
      if (answer.status >= 500) return 'away';
      if (!answer.ok) return 'refused';
      return isAllowed(JSON.parse(text) as Body) ? 'allowed' : 'refused';
    } catch {
      return 'away';
    }
  }

  private readonly tokens = new Map<string, Promise<string>>();

  private tokenOf(role: Role, options: { readonly org?: string }): Promise<string> {
    const known = this.tokens.get(role) ?? this.system.token(role, options);
    this.tokens.set(role, known);
    return known;
  }
}

type Body = Readonly<Record<string, unknown>>;

const itemsOf = ({ items }: Body) => items as readonly { readonly itemId: string; readonly state: string }[];
