import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Figures of one process, in the Prometheus format. Labels are subjects, codes and outcomes only. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'tsunagi_request_seconds',
    help: 'Requests answered, by subject and outcome.',
    labelNames: ['subject', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly events = new Histogram({
    name: 'tsunagi_event_seconds',
    help: 'Events handled, by subject and outcome.',
    labelNames: ['subject', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly http = new Histogram({
    name: 'tsunagi_http_seconds',
    help: 'HTTP requests, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly background = new Counter({
    name: 'tsunagi_background_failures_total',
    help: 'Failures of relay, followers, consumers and timers.',
    labelNames: ['part'],
    registers: [this.registry],
  });

  constructor(service: string, instance: string) {
    this.registry.setDefaultLabels({ service, instance });
    collectDefaultMetrics({ register: this.registry });
  }

  /** A figure that is read when somebody asks for it. */
  gauge(name: string, help: string, read: () => Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: async () => {
        gauge.set(await read().catch(() => Number.NaN));
      },
    });
  }
}
