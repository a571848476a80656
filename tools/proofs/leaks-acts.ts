import * as contracts from '#libs/contracts';
import type { Acted, RequestType } from '#libs/contracts';
import { type Actor, AppError, isRole } from '#libs/kernel';
import { type BusClient } from './bus-client';
import type { Kind, Somebody } from './leaks-model';

/** The same verbs of either conference, each by its own requests. */
export const VERBS = {
  support: {
    appoint: contracts.AppointSupportMemberV1,
    endAppointment: contracts.EndSupportAppointmentV1,
    pledge: contracts.RecordSupportPledgeV1,
    plan: contracts.PlanSupportConferenceV1,
    putOn: contracts.PutOnSupportAgendaV1,
    summon: contracts.SummonToSupportItemV1,
    write: contracts.WriteSupportPaperV1,
    convene: contracts.ConveneSupportConferenceV1,
    open: contracts.OpenSupportConferenceV1,
    conclude: contracts.ConcludeSupportConferenceV1,
    approve: contracts.ApproveSupportMinutesV1,
    cancel: contracts.CancelSupportConferenceV1,
    readItem: contracts.ReadSupportItemV1,
  },
  multilayered: {
    appoint: contracts.AppointMultilayeredMemberV1,
    endAppointment: contracts.EndMultilayeredAppointmentV1,
    pledge: contracts.RecordMultilayeredPledgeV1,
    plan: contracts.PlanMultilayeredConferenceV1,
    putOn: contracts.PutOnMultilayeredAgendaV1,
    summon: contracts.SummonToMultilayeredItemV1,
    write: contracts.WriteMultilayeredPaperV1,
    convene: contracts.ConveneMultilayeredConferenceV1,
    open: contracts.OpenMultilayeredConferenceV1,
    conclude: contracts.ConcludeMultilayeredConferenceV1,
    approve: contracts.ApproveMultilayeredMinutesV1,
    cancel: contracts.CancelMultilayeredConferenceV1,
    readItem: contracts.ReadMultilayeredItemV1,
  },
} as const satisfies Readonly<Record<Kind, Readonly<Record<string, RequestType>>>>;
export type Verb = keyof (typeof VERBS)['support'];

/** Asks services as anybody would through the gateway. */
export class Asking {
  private count = 0;

  constructor(
    private readonly bus: BusClient,
    private readonly run: string,
  ) {}

  /** What came back, or the refusal as it travels. */
  async read(request: RequestType, input: object, who: Somebody): Promise<string> {
    try {
      return JSON.stringify(await this.send(request, input, who));
    } catch (error) {
      if (error instanceof AppError)
        return JSON.stringify({ refused: error.code, said: error.message, fields: error.fields });
      throw new Error(`${request.subject} ${JSON.stringify(Object.keys(input))} failed.`, { cause: error });
    }
  }

  /** As `do`, of what is read on the way. */
  async ask<T extends object>(
    request: RequestType & { readonly answer: new () => T },
    input: object,
    who: Somebody,
  ): Promise<T> {
    return (await this.send(request, input, who)) as T;
  }

  async do(request: RequestType, input: object, who: Somebody): Promise<Acted> {
    try {
      return (await this.send(request, input, who)) as Acted;
    } catch (error) {
      throw new Error(`${request.subject} was refused: ${String(error)}`, { cause: error });
    }
  }

  verb(kind: Kind, verb: Verb, input: object, who: Somebody): Promise<Acted> {
    return this.do(VERBS[kind][verb], input, who);
  }

  private send(request: RequestType, input: object, { sub, roles, orgId, tenant }: Somebody): Promise<object> {
    const actor: Actor = { sub, roles: roles.filter(isRole), orgId, tenant };
    this.count += 1;
    const key = { ...(request.reads !== true && { idempotencyKey: `${this.run}-${this.count}` }) };
    const correlationId = `${this.run}-${this.count}`;
    return this.bus.client.ask(request, input, { actor, correlationId }, { deadlineMs: 20_000, ...key });
  }
}
