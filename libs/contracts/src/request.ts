import type { Role } from '#libs/kernel';

/** A class with class-validator rules; also the source of the OpenAPI schema. */
export interface Shape<T extends object = object> {
  new (): T;
}

/**
 * A request that one service makes to another, or that a route of the API makes for a user.
 * Its fields and their rules are the contract; `answer` is what comes back; `allow` says who may ask.
 */
export interface RequestType<I extends object = object, A extends object = object> extends Shape<I> {
  /** `rpc.<service>.<verb>.v<N>`, written by hand. */
  readonly subject: string;
  readonly answer: Shape<A>;
  /** Roles that may ask; checked by the gateway and again by the service that answers. */
  readonly allow: readonly Role[];
  /** Answered from tables without a change: needs no `Idempotency-Key`. */
  readonly reads?: boolean;
}

export type AnswerOf<R extends RequestType> = InstanceType<R['answer']>;
