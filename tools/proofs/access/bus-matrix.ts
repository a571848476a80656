import {
  AuthorizationError,
  connect,
  headers,
  type NatsConnection,
  PermissionViolationError,
} from '@nats-io/transport-node';
import { NATS_LOGINS, type NatsLogin } from '../../embedded/nats-config';
import type { RunningSystem } from '../../running-system';
import { pause } from '../proof';
import { type Deed, DEEDS, expectation, NAMED_SUBJECTS, subjectsFor } from './bus-cells';
import { enterBus, WIRE } from './bus-logins';

/** No JSON: whoever takes it can only refuse it. */
const BODY = 'access-proof';
const QUEUE = 'access-proof';
const LATE_ANSWERS_MS = 300;

export interface BusFindings {
  readonly cells: number;
  readonly subjects: number;
  readonly wrong: readonly string[];
  /** Requests that came through and were refused at the door behind. */
  readonly refusedBehind: number;
}

/** One login, and what the server refused to it. */
class Thief {
  private readonly refused = new Set<string>();
  refusedBehind = 0;
  readonly heard: string[] = [];

  constructor(
    readonly login: NatsLogin,
    private readonly bus: NatsConnection,
  ) {
    void this.watch();
  }

  /** The subjects that the server refused for this deed. */
  async tries(deed: Deed, subjects: readonly string[]): Promise<ReadonlySet<string>> {
    this.refused.clear();
    if (deed === 'publish') this.publish(subjects);
    else if (deed === 'request') await this.request(subjects);
    else await this.listen(subjects, deed === 'queue' ? QUEUE : undefined);
    await this.bus.flush();
    await this.told();
    return new Set(this.refused);
  }

  /** The server's refusals come before the answer to a flush, but the client tells of them later. */
  private async told(): Promise<void> {
    for (let before = -1; before < this.refused.size;) {
      before = this.refused.size;
      await pause(30);
    }
  }

  private publish(subjects: readonly string[]): void {
    for (const subject of subjects) this.bus.publish(subject, BODY, { headers: elsewhere() });
  }

  /** Whatever answers has to be a refusal; what the server's own API says is its own affair. */
  private async request(subjects: readonly string[]): Promise<void> {
    const inbox = `_INBOX_${this.login}.access-proof`;
    const answers = this.bus.subscribe(`${inbox}.*`, {
      callback: (error, message) => {
        if (error) return;
        const subject = subjects[Number(message.subject.split('.').at(-1))] ?? '';
        if (message.headers?.has(WIRE.error) === true) this.refusedBehind += 1;
        else if (subject.startsWith('rpc.') && message.headers?.code !== 503) this.heard.push(subject);
      },
    });
    for (const [index, subject] of subjects.entries()) {
      this.bus.publish(subject, BODY, { headers: elsewhere(), reply: `${inbox}.${index}` });
      if (index % 100 === 99) await this.bus.flush();
    }
    await this.bus.flush();
    await pause(LATE_ANSWERS_MS);
    answers.unsubscribe();
  }

  private async listen(subjects: readonly string[], queue: string | undefined): Promise<void> {
    const open = subjects.map((subject) =>
      this.bus.subscribe(subject, { callback: () => undefined, ...(queue !== undefined && { queue }) }),
    );
    await this.bus.flush();
    for (const subscription of open) subscription.unsubscribe();
  }

  private async watch(): Promise<void> {
    for await (const status of this.bus.status()) {
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        this.refused.add(status.error.subject);
    }
  }
}

/** An event that nobody keeps: its stream is not there. */
function elsewhere(): ReturnType<typeof headers> {
  const told = headers();
  told.set('Nats-Expected-Stream', 'nobody');
  return told;
}

/** Every subject × every login × every deed: only what is declared is let through. */
export async function tryTheBus(system: RunningSystem): Promise<BusFindings> {
  const expected = expectation();
  const wrong: string[] = [];
  const tried = new Set<string>();
  let cells = 0;
  let refusedBehind = 0;
  for (const login of NATS_LOGINS) {
    const bus = await enterBus(system, login);
    const thief = new Thief(login, bus);
    for (const deed of DEEDS) {
      const subjects = subjectsFor(login, deed);
      const refused = await thief.tries(deed, subjects);
      for (const subject of subjects) {
        tried.add(subject);
        if (refused.has(subject) === expected(login, deed, subject))
          wrong.push(`${login} ${deed} ${subject}: ${refused.has(subject) ? 'refused' : 'let through'}`);
      }
      cells += subjects.length;
    }
    refusedBehind += thief.refusedBehind;
    wrong.push(...thief.heard.map((subject) => `${login} request ${subject}: answered without a token`));
    await bus.close();
  }
  wrong.push(...NAMED_SUBJECTS.filter((subject) => !tried.has(subject)).map((subject) => `${subject} was not tried`));
  return { cells, subjects: tried.size, wrong, refusedBehind };
}

/** Who has no login, or guesses one, is not let in at all. */
export async function tryStrangers(system: RunningSystem): Promise<readonly string[]> {
  const guesses = [
    {},
    { user: 'intake' },
    { user: 'intake', pass: 'intake' },
    { user: 'tester', pass: 'tester' },
    { user: 'sys', pass: 'sys' },
    { token: 'intake' },
  ];
  const entered = await Promise.all(
    guesses.map(async (guess) => {
      try {
        const bus = await connect({ servers: system.nats.url, reconnect: false, ...guess });
        await bus.close();
        return [`the bus let somebody in with ${JSON.stringify(guess)}`];
      } catch (error) {
        return error instanceof AuthorizationError ? [] : [`the bus refused a stranger oddly: ${String(error)}`];
      }
    }),
  );
  return entered.flat();
}
