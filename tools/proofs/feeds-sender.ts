import { randomUUID } from 'node:crypto';
import { FeedModel, type AnsweredRow } from './feeds-model';
import { type Format, FORMATS, type FedMenu, type Report, written } from './feeds-reports';
import type { FedOrganization } from './feeds-town';
import { pause } from './proof';

const GIVE_UP_MS = 60_000;
const RETRY_MS = 100;
const MINUTE_MS = 60_000;
/** Reports of one moment: only the counter tells which of them is newer. */
const PER_MOMENT = 3;

interface Answer {
  readonly batchId: string;
  readonly rows: number;
  readonly results: readonly AnsweredRow[];
}

/** Sends until there is an answer: whatever dies meanwhile, the same key makes it the same batch. */
export async function submit(
  baseUrl: string,
  token: () => Promise<string>,
  { format, text }: { readonly format: Format; readonly text: string },
  key: string,
): Promise<{ readonly answer: Answer; readonly tries: number }> {
  const until = Date.now() + GIVE_UP_MS;
  for (let tries = 1; ; tries += 1) {
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': format, 'idempotency-key': key };
    const { status, body } = await once(`${baseUrl}/api/v1/availability-reports`, {
      method: 'POST',
      headers,
      body: text,
    });
    if (status === 200) return { answer: JSON.parse(body) as Answer, tries };
    if (!AGAIN.includes(status) || Date.now() > until) throw new Error(`${status} for a batch: ${body.slice(0, 300)}`);
    await pause(RETRY_MS);
  }
}

/** Nothing came back, the same batch is being worked on, or somebody is away. */
const AGAIN: readonly number[] = [0, 409, 503, 504];

async function once(url: string, request: RequestInit): Promise<{ readonly status: number; readonly body: string }> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(10_000) });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

/** The system of one organisation: sends what is true, late, twice, out of order, and now and then wrongly. */
export class FeedSender {
  readonly model = new FeedModel();
  batches = 0;
  rows = 0;
  repeats = 0;
  tries = 0;
  private readonly counters = new Map<string, number>();
  private readonly late: Report[] = [];
  private readonly start = Date.now() - 600 * MINUTE_MS;

  constructor(
    private readonly baseUrl: string,
    private readonly own: FedOrganization,
    private readonly others: readonly FedMenu[],
    private readonly random: () => number,
  ) {}

  async run(batches: number): Promise<void> {
    for (let batch = 0; batch < batches; batch += 1) await this.send(this.reports(1 + this.below(24)));
    // What was held back comes last of all.
    if (this.late.length > 0) await this.send(this.late.splice(0));
  }

  private async send(reports: readonly Report[]): Promise<void> {
    if (reports.length === 0) return;
    const sliced = reports.some(({ menu }) => menu.sliced);
    const format = sliced ? 'text/csv' : (FORMATS[this.below(FORMATS.length)] ?? 'application/json');
    const batch = written(reports, format);
    const key = randomUUID();
    const { answer, tries } = await submit(this.baseUrl, this.own.token, batch, key);
    this.batches += 1;
    this.rows += answer.rows;
    this.tries += tries;
    this.model.batch(reports, batch.rows, answer.results);
    if (this.random() > 0.2) return;
    this.repeats += 1;
    const { answer: again } = await submit(this.baseUrl, this.own.token, batch, key);
    if (JSON.stringify(again) !== JSON.stringify(answer)) this.model.problems.push('a repetition got another answer');
  }

  private reports(count: number): readonly Report[] {
    const reports: Report[] = [];
    const sliced = this.random() < 0.4;
    const menus = this.own.menus.filter((menu) => !menu.sliced || sliced);
    for (let index = 0; index < count; index += 1) {
      const menu = menus[this.below(menus.length)];
      if (menu) reports.push(...this.some(menu));
    }
    return onePerMoment(reports);
  }

  /** The next report of a menu, sometimes kept for later, sent twice, or spoilt. */
  private some(menu: FedMenu): readonly Report[] {
    const luck = this.random();
    if (luck < 0.1) return [{ ...this.next(menu), wrong: 'malformed' }];
    if (luck < 0.15) return [this.future(menu)];
    if (luck < 0.2) return [this.foreign(menu)];
    const report = this.next(menu);
    if (luck < 0.35) this.late.push(report);
    if (luck < 0.3) return [];
    if (luck < 0.45) return [report, report];
    const held = this.late.length > 4 ? this.late.splice(0, 2) : [];
    return luck < 0.6 ? [...held, report] : [report, ...held];
  }

  private future(menu: FedMenu): Report {
    const report = this.next(menu);
    return { ...report, wrong: 'future', reportedAt: report.reportedAt + 2_880 * MINUTE_MS };
  }

  private foreign(menu: FedMenu): Report {
    const other = this.others[this.below(this.others.length)] ?? menu;
    return { ...this.next(menu), menu: { ...other, externalId: null, sliced: false }, wrong: 'foreign' };
  }

  private next(menu: FedMenu): Report {
    const counter = (this.counters.get(menu.menuId) ?? 0) + 1;
    this.counters.set(menu.menuId, counter);
    const moment = menu.counted ? Math.floor(counter / PER_MOMENT) : counter;
    const places = { total: 2 + this.below(40), used: this.below(50) };
    return { menu, counter, ...places, reportedAt: this.start + moment * 10_000, wrong: null };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

/** Lines of one moment and menu are one report by sessions: a text has room for one of them. */
function onePerMoment(reports: readonly Report[]): readonly Report[] {
  const nameOf = ({ menu, counter, reportedAt }: Report): string => `${menu.menuId} ${counter} ${reportedAt}`;
  const names = reports.map(nameOf);
  return reports.filter(({ menu }, index) => !menu.sliced || names.indexOf(names[index] ?? '') === index);
}
