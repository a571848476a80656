interface ServerFacts {
  readonly jetstream?: { readonly config?: { readonly sync_always?: boolean } };
}

/** What is wrong with how a nats-server writes to disk; undefined where it is right. */
export function durabilityProblem(varz: ServerFacts): string | undefined {
  if (varz.jetstream?.config?.sync_always === true) return undefined;
  return 'nats-server acknowledges before it has written (jetstream sync_interval is not "always"): a power cut loses messages.';
}

/** Asks the server's monitoring address. */
export async function readDurability(monitorUrl: string): Promise<string | undefined> {
  const answer = await fetch(`${monitorUrl}/varz`, { signal: AbortSignal.timeout(5_000) });
  return durabilityProblem((await answer.json()) as ServerFacts);
}
