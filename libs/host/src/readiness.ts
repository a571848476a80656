type Check = () => Promise<boolean> | boolean;

const LIMIT_MS = 2_000;

/** Whether a service can do its work now. Each part says it for itself. */
export class Readiness {
  private readonly checks = new Map<string, Check>();
  private leaving = false;

  add(part: string, check: Check): void {
    this.checks.set(part, check);
  }

  /** The service is stopping: no new work, please. */
  leave(): void {
    this.leaving = true;
  }

  async check(): Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }> {
    const entries = await Promise.all(
      [...this.checks].map(async ([part, check]) => [part, await settled(check)] as const),
    );
    const parts = { ...Object.fromEntries(entries), ...(this.leaving && { staying: false }) };
    return { ready: Object.values(parts).every(Boolean), parts };
  }
}

async function settled(check: Check): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), LIMIT_MS).unref();
  });
  return Promise.race([
    Promise.resolve()
      .then(check)
      .catch(() => false),
    late,
  ]);
}
