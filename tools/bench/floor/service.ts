import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { Pool } from 'pg';
import { say } from '../../say';
import { FLOOR_SERVICE, type FloorSettings, READERS, Refused, SUBJECTS, UUID, WORKERS } from './settings';
import { type Claim, earlierAnswer, openRequest, readRequest } from './statements';
import { actorTokens, type FloorActor } from './tokens';

const POOL_SIZE = 10;

type Fields = Readonly<Record<string, unknown>>;

/** A service as one writes it by hand: verifies the actor, checks the fields, runs the statements, answers. */
export class FloorService {
  private readonly pool: Pool;
  private readonly verify: (token: string) => Promise<FloorActor>;
  private readonly fingerprintKey: Buffer;

  constructor(
    private readonly settings: FloorSettings,
    private readonly bus: NatsConnection,
  ) {
    this.pool = new Pool({ connectionString: settings.databaseUrl, max: POOL_SIZE, pipeline: true });
    this.verify = actorTokens(settings);
    this.fingerprintKey = readFileSync(settings.fingerprintKeyFile);
  }

  listen(): void {
    for (const subject of Object.values(SUBJECTS)) {
      const callback = (error: Error | null, message: Msg): void => void (error ?? this.answer(message));
      this.bus.subscribe(subject, { queue: FLOOR_SERVICE, callback });
    }
    createServer((_, response) => response.end()).listen(this.settings.port, '127.0.0.1');
  }

  private async answer(message: Msg): Promise<void> {
    const began = performance.now();
    let outcome = 'ok';
    try {
      message.respond(JSON.stringify(await this.handle(message)));
    } catch (error) {
      outcome = String(error instanceof Refused ? error.status : 503);
      const hdrs = headers();
      hdrs.set('Refused', outcome);
      message.respond('{}', { headers: hdrs });
    }
    const { subject } = message;
    const correlationId = header(message, 'Correlation');
    const ms = performance.now() - began;
    say(JSON.stringify({ time: new Date().toISOString(), subject, outcome, ms, correlationId }));
  }

  private async handle(message: Msg): Promise<object> {
    if (Number(header(message, 'Deadline')) < Date.now()) throw new Refused(503, 'deadline.passed');
    const actor = await this.verify(header(message, 'Actor'));
    const input = message.json<Fields>();
    return message.subject === SUBJECTS.open ? this.open(message, actor, input) : this.read(actor, input);
  }

  private async read(actor: FloorActor, { matchRequestId }: Fields): Promise<object> {
    allow(actor, READERS);
    const row = await readRequest(this.pool, actor.tenant, idOf(matchRequestId));
    if (!row) throw new Refused(404, 'match-request.not-found');
    return {
      id: row.id,
      state: row.state,
      version: row.version,
      caseRef: row.case_ref,
      personRef: row.person_ref,
      planId: row.plan_id,
      need: row.need,
      shortlist: row.shortlist,
      orderChangedReasonCode: row.order_changed_reason_code,
      parkedUntil: row.parked_until,
      reasonCode: row.reason_code,
      openedAt: row.opened_at.toISOString(),
    };
  }

  private async open(message: Msg, actor: FloorActor, input: Fields): Promise<object> {
    allow(actor, WORKERS);
    const { caseRef, personRef, planId, need } = input;
    const opening = { id: randomUUID(), caseRef: idOf(caseRef), personRef: idOf(personRef), planId: idOf(planId) };
    const fingerprint = createHmac('sha256', this.fingerprintKey).update(message.data).digest('base64url');
    const claim: Claim = { sub: actor.sub, key: header(message, 'Key'), fingerprint };
    const earlier = await earlierAnswer(this.pool, actor.tenant, claim);
    if (earlier) return earlier;
    const answered = await openRequest(this.pool, actor.tenant, claim, { ...opening, need: needOf(need) });
    if (!answered) throw new Refused(409, 'idempotency.in-flight');
    return answered;
  }
}

const header = (message: Msg, name: string): string => message.headers?.get(name) ?? '';

function allow(actor: FloorActor, roles: readonly string[]): void {
  if (!roles.some((role) => actor.roles.includes(role))) throw new Refused(403, 'role.refused');
}

function idOf(value: unknown): string {
  if (typeof value !== 'string' || !UUID.test(value)) throw new Refused(400, 'fields.invalid');
  return value;
}

const LISTS = ['primaryPurposes', 'secondaryPurposes', 'mode', 'supportRequired', 'supportPreferred', 'windows'];
const OTHERS = [
  'groupMaxPreferred',
  'point',
  'maxDistanceMeters',
  'pickupNeeded',
  'budgetYenPerUse',
  'startBy',
  'goal',
];
const MORE = ['companions', 'minSessions', 'party'];

/** Every field of a need, null where it was left out; a list where a list belongs, nothing unknown. */
function needOf(given: unknown): object {
  if (typeof given !== 'object' || given === null) throw new Refused(400, 'fields.invalid');
  const need: Record<string, unknown> = {};
  for (const name of [...LISTS, ...OTHERS, ...MORE]) need[name] = null;
  for (const [name, value] of Object.entries(given)) {
    if (!(name in need) || (LISTS.includes(name) && value !== null && !Array.isArray(value))) {
      throw new Refused(400, 'fields.invalid');
    }
    need[name] = value as unknown;
  }
  return need;
}
