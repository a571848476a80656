import { complaintAbout } from '../complaint';
import type { Operation } from '../operations';
import type { Contract } from './contract';
import { MARK } from './texts';

/** What an answer has to be: anything that the document foresees, a refusal of any kind, or one status. */
export type Wanted = 'any' | 'refusal' | 401 | 403 | 404 | 405 | 415;

export interface Answer {
  readonly status: number;
  /** The content type; empty where there was none. */
  readonly type: string;
  readonly text: string;
  readonly correlationId: string;
  readonly ms: number;
}

/** Stands in what another municipality entered. */
export const CANARY = '金糸雀ゑヰ隣市';

const SLOWEST_MS = 10_000;
const CODE = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;

interface Problem {
  readonly type: string;
  readonly code: string;
  readonly correlationId: string;
}

/** What is wrong with an answer, in words that are the same for the same fault; undefined for nothing. */
export function faultIn(contract: Contract, operation: Operation, wanted: Wanted, answer: Answer): string | undefined {
  const { status, type, text, ms } = answer;
  if (text.includes(CANARY)) return 'words of another municipality are in the answer';
  if (status >= 500) return `status ${status}`;
  if (wanted !== 'any' && status < 400) return `status ${status} to a request that is wrong`;
  if (typeof wanted === 'number' && status !== wanted) return `status ${status} where ${wanted} belongs`;
  if (ms > SLOWEST_MS) return `more than ${SLOWEST_MS} ms`;
  return contract.complaintAbout(operation, status, type, text) ?? (status < 400 ? undefined : problemFault(answer));
}

function problemFault({ status, type, text, correlationId }: Answer): string | undefined {
  const complaint = complaintAbout({ status, type, text });
  if (complaint !== undefined) return complaint;
  const problem = JSON.parse(text) as Problem;
  if (!CODE.test(problem.code)) return `a code of an unknown form: ${problem.code}`;
  if (problem.type !== `urn:tsunagi:${problem.code}`) return 'a problem whose type is not its code';
  if (problem.correlationId !== correlationId) return 'a problem with another correlation id';
  return text.includes(MARK) ? `${problem.code} repeats what was sent` : undefined;
}
