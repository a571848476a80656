import { type Actor, systemActor } from '#libs/kernel';
import {
  afterReport,
  asReporter,
  type Freshness,
  type GivenReport,
  isNews,
  type Known,
  placesOf,
  type PlacesReport,
  refuseFutureReport,
  reportMoment,
  type SourceMark,
} from './availability';
import { refuseUncounted } from './menu';
import type { CommunitySettings } from './settings';

/** A menu as a report finds it. */
export interface Standing {
  readonly capacityModel: string | null;
  readonly last: Known | null;
  /** Where the counting of the reporting system stands; null where it does not count. */
  readonly mark: SourceMark | null;
}

export interface ReportGiven extends GivenReport {
  readonly reportedAt: string;
  readonly sourceVersion?: number | undefined;
}

/** What a report comes to. */
export interface DecidedReport {
  readonly places: PlacesReport;
  readonly state: Freshness;
  readonly reportedAt: Date;
  /** The counting after it; null where the report has no number. */
  readonly mark: SourceMark | null;
}

export interface ReportMoment {
  readonly now: Date;
  readonly today: string;
}

/** Null where the report is not news; refusals as in reporting. `anyOrder`: whatever comes counts as news. */
export function decideReport(
  { capacityModel, last, mark }: Standing,
  given: ReportGiven,
  reporter: Actor,
  { now, today }: ReportMoment,
  settings: CommunitySettings,
  anyOrder = false,
): DecidedReport | null {
  refuseUncounted(capacityModel);
  const reportedAt = new Date(reportMoment(given.reportedAt));
  refuseFutureReport(reportedAt, now);
  const places = placesOf(given);
  const version = given.sourceVersion;
  const numbered = version === undefined ? null : { version, mark };
  if (!anyOrder && !isNews(last, reportedAt, numbered)) return null;
  const actors = { reporter: asReporter(reporter), clerk: systemActor('community', reporter.tenant) };
  const state = afterReport(last, reportedAt, today, actors, settings);
  return { places, state, reportedAt, mark: version === undefined ? null : { version, reportedAt } };
}
