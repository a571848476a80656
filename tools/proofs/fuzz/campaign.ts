import { localDay } from '#libs/kernel';
import fc from 'fast-check';
import type { RunningSystem } from '../../running-system';
import { type ApiDocument, type Operation, operationsOf } from '../operations';
import { Contract } from './contract';
import { type Answer, faultIn } from './judge';
import { Known } from './known';
import { RightRequests, type Sending, type Sent } from './requests';
import { curlOf, Sender } from './sender';
import { Values } from './values';
import { requestsTo } from './wrong-requests';

const SLOW_MS = 2_000;
const SHRINKS = 60;

/** A fault with the smallest request that still shows it. */
export interface Finding {
  readonly fault: string;
  readonly curl: string;
}

export interface Stage {
  readonly system: RunningSystem;
  readonly document: ApiDocument;
  /** Where requests go, if not straight to the system. */
  readonly baseUrl?: string;
  /** Ids of another municipality, by field name. */
  readonly foreign: Readonly<Record<string, string>>;
  /** Hears of each finding at once. */
  readonly tell?: (line: string) => void;
}

/** Sends generated requests, judges what comes back, and makes what shows a fault as small as it gets. */
export class Campaign {
  readonly operations: readonly Operation[];
  readonly findings: Finding[] = [];
  /** Answers by class (`2xx`) and, of right requests only, by status. */
  readonly classes = new Map<string, number>();
  readonly rightOnes = new Map<string, number>();
  readonly succeeded = new Set<string>();
  sent = 0;
  slow = 0;
  slowestMs = 0;
  readonly sender: Sender;
  private readonly contract: Contract;
  private readonly known: Known;
  private readonly faults = new Set<string>();

  constructor(private readonly stage: Stage) {
    this.operations = operationsOf(stage.document);
    this.contract = new Contract(stage.document);
    this.known = new Known(this.operations);
    this.sender = new Sender(stage.system, stage.baseUrl ?? stage.system.baseUrl);
  }

  /** So many requests to one operation; the same seed and the same state of the system give the same ones. */
  async at(operation: Operation, numRuns: number, seed: number): Promise<void> {
    const requests = this.requestsTo(operation, seed);
    let fault: string | undefined;
    let shrinks = 0;
    const property = fc.asyncProperty(requests, async (sent) => {
      if (fault !== undefined && (shrinks += 1) > SHRINKS) return true;
      const found = await this.send(operation, sent);
      if (found === undefined || (fault === undefined ? this.faults.has(found) : found !== fault)) return true;
      this.faults.add(found);
      fault = found;
      return false;
    });
    const { counterexample } = await fc.check(property, { numRuns, seed, verbose: 0 });
    const [smallest] = counterexample ?? [];
    if (!smallest || fault === undefined) return;
    const curl = curlOf(this.stage.system.baseUrl, smallest);
    this.findings.push({ fault, curl });
    this.stage.tell?.(`${fault}\n    ${curl}`);
  }

  private requestsTo(operation: Operation, seed: number): Sending {
    const { document, foreign } = this.stage;
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const values = new Values(document, this.known, this.known.around(names, seed), localDay(new Date()));
    return requestsTo(new RightRequests(operation, values), { document, contract: this.contract, foreign });
  }

  private async send(operation: Operation, sent: Sent): Promise<string | undefined> {
    const call = `${operation.method} ${operation.path}`;
    let answer: Answer;
    try {
      answer = await this.sender.send(sent);
    } catch (error) {
      return `${call} [${sent.kind}]: ${(error as Error).message}`;
    }
    this.count(call, sent, answer);
    const fault = faultIn(this.contract, operation, sent.wanted, answer);
    if (fault !== undefined) return `${call} [${sent.kind}]: ${fault}`;
    if (answer.status < 300 && answer.type.startsWith('application/json')) {
      this.known.learn(operation, sent.ids, JSON.parse(answer.text));
    }
    return undefined;
  }

  private count(call: string, { kind }: Sent, { status, ms }: Answer): void {
    this.sent += 1;
    const name = `${Math.floor(status / 100)}xx`;
    this.classes.set(name, (this.classes.get(name) ?? 0) + 1);
    if (kind === 'right') this.rightOnes.set(name, (this.rightOnes.get(name) ?? 0) + 1);
    if (status < 300) this.succeeded.add(call);
    if (ms > SLOW_MS) this.slow += 1;
    this.slowestMs = Math.max(this.slowestMs, ms);
  }
}
