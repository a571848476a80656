import { randomUUID } from 'node:crypto';
import {
  CorrectNoteV1,
  EnterPersonV1,
  ListNotesV1,
  ReadCaseV1,
  ReadPersonV1,
  ReceiveConsultationV1,
  type RequestType,
  UpdatePersonV1,
  WriteNoteV1,
} from '#libs/contracts';
import { type Actor, AppError, localDay } from '#libs/kernel';
import type { BusClient } from './bus-client';

/** Words that stand nowhere else: what is found of them was stored as it was said. */
export interface Life {
  readonly personRef: string;
  readonly caseRef: string;
  readonly noteRef: string;
  readonly canaries: readonly string[];
  /** One of them: stood there before it was changed. */
  readonly replaced: string;
}

const SIGNS = [...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめも'];

/** What was answered to each question: everything that was said, or the code of the refusal. */
export type Answers = readonly string[];

/** People, their cases and notes, entered as a worker would. */
export class ShredTown {
  private readonly actor: Actor;

  constructor(
    private readonly bus: BusClient,
    tenant: string,
    private readonly random: () => number,
  ) {
    this.actor = { sub: 'proof-worker', roles: ['CSW'], orgId: null, tenant };
  }

  async enter(): Promise<Life> {
    const canaries: string[] = [];
    const canary = (make = (): string => this.word()): string => {
      const text = make();
      canaries.push(text);
      return text;
    };
    const phone = (): string => `09${this.digits(9)}`;
    const facts = {
      ...{ name: canary(), kana: canary(), alias: canary(), phone: canary(phone), address: canary() },
      ...{ considerations: canary(), birthDate: '1951-03-07' },
    };
    const personRef = await this.do(EnterPersonV1, { ...facts, safetyAsked: true });
    const caseRef = await this.do(ReceiveConsultationV1, {
      ...{ receivedOn: localDay(new Date()), channel: 'phone', urgency: 'normal', consentState: 'granted', personRef },
      ...{ chiefComplaint: canary(), caller: { kind: 'family', name: canary(), phone: canary(phone) } },
    });
    const noteRef = await this.do(WriteNoteV1, { caseRef, kind: 'visit', text: canary() });
    await this.do(CorrectNoteV1, { noteRef, text: canary(), reason: canary() });
    // Changed as well: earlier versions of rows and pages are part of what is searched.
    await this.do(UpdatePersonV1, { personRef, ...facts, address: canary() });
    return { personRef, caseRef, noteRef, canaries, replaced: facts.address };
  }

  read({ personRef, caseRef }: Pick<Life, 'personRef' | 'caseRef'>): Promise<Answers> {
    const asked: readonly (readonly [RequestType, object])[] = [
      [ReadPersonV1, { personRef }],
      [ReadCaseV1, { caseRef }],
      [ListNotesV1, { caseRef }],
    ];
    return Promise.all(asked.map(([request, input]) => this.answer(request, input)));
  }

  readCase(caseRef: string): Promise<string> {
    return this.answer(ReadCaseV1, { caseRef });
  }

  private async answer(request: RequestType, input: object): Promise<string> {
    try {
      return JSON.stringify(await this.ask(request, input));
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  private async do(request: RequestType, input: object): Promise<string> {
    return ((await this.ask(request, input)) as { readonly id: string }).id;
  }

  private ask(request: RequestType, input: object): Promise<unknown> {
    const once = request.reads === true ? {} : { idempotencyKey: randomUUID() };
    const context = { actor: this.actor, correlationId: randomUUID() };
    return this.bus.client.ask(request, input, context, { deadlineMs: 20_000, ...once });
  }

  private word(): string {
    return Array.from({ length: 14 }, () => SIGNS[Math.floor(this.random() * SIGNS.length)]).join('');
  }

  private digits(count: number): string {
    return Array.from({ length: count }, () => Math.floor(this.random() * 10)).join('');
  }
}

/** All of what was entered last is told. */
export const tellsAll = ({ canaries, replaced }: Life, answers: Answers): boolean =>
  canaries.every((text) => text === replaced || answers.some((answer) => answer.includes(text)));

export const isAll = (code: string, answers: Answers): boolean => answers.every((answer) => answer === code);
