/**
 * An event class: what happened, told with ids and codes and the aggregate's version.
 * Never a name, an address or prose: a listener that needs them asks the owner, who checks consent then.
 */
export interface EventType<T extends object = object> {
  new (): T;
  /** `evt.<service>.<thing>.<happened>.v<N>`, written by hand. */
  readonly subject: string;
  /** The field that names the aggregate. Events of one aggregate are handled one after the other. */
  readonly aggregate: string;
  /**
   * It ends a permission: a listener that was away applies it before it answers anybody again. Other events
   * that cannot be handled yet may wait.
   */
  readonly endsPermission?: true;
}

/** What every event carries. A listener ignores what is older than the version it has. */
export interface Versioned {
  readonly version: number;
}

/** An event on its way: written to the outbox, published to JetStream, kept in a dead letter. */
export interface EventEnvelope {
  readonly id: string;
  readonly subject: string;
  /** Six-digit municipality code. */
  readonly tenant: string;
  readonly correlationId: string;
  /** Domain time of the speaker, ISO 8601. */
  readonly occurredAt: string;
  readonly aggregateId: string;
  readonly data: object;
}
