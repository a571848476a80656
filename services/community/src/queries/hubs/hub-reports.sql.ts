/** Of a fiscal year: `$1` its first day, `$2` its last. */

const IN_YEAR = (column: string): string => `${column} BETWEEN $1::date AND $2::date`;

/** Hubs that were there, and what was said of their days. */
const HUB_YEAR = `
  present AS (
    SELECT id, area_id, mandatory_programs FROM hubs
    WHERE coalesce(opened_on, '-infinity') <= $2::date AND coalesce(closed_on, 'infinity') >= $1::date),
  days AS (SELECT d.* FROM hub_days d JOIN present p ON p.id = d.hub_id WHERE ${IN_YEAR('held_on')}),
  acts AS (SELECT d.hub_id, a.group_id, a.times FROM hub_activities a JOIN days d ON d.id = a.day_id),
  day_sums AS (
    SELECT hub_id, count(*) FILTER (WHERE open) AS opening_days, sum(visits_adults) AS adults,
           sum(visits_children) AS children
    FROM days GROUP BY hub_id),
  act_sums AS (SELECT hub_id, sum(times) AS times FROM acts GROUP BY hub_id)`;

/** Figures of the hubs in a relation `scope (hub_id, code, area_id)`, a hub once per line. */
const FIGURES = `
  figures AS (
    SELECT code, area_id, count(*)::int AS hubs, coalesce(sum(opening_days), 0)::int AS "openingDays",
           coalesce(sum(adults), 0)::int AS "visitsAdults", coalesce(sum(children), 0)::int AS "visitsChildren",
           coalesce(sum(times), 0)::int AS activities
    FROM scope LEFT JOIN day_sums USING (hub_id) LEFT JOIN act_sums USING (hub_id) GROUP BY code, area_id),
  active AS (
    SELECT code, area_id, count(DISTINCT group_id)::int AS groups FROM scope JOIN acts USING (hub_id)
    GROUP BY code, area_id)
  SELECT f.code AS "mandatoryProgram", f.area_id AS "areaId", f.hubs, f."openingDays", f."visitsAdults",
         f."visitsChildren", f.activities, coalesce(a.groups, 0) AS groups
  FROM figures f LEFT JOIN active a ON a.code IS NOT DISTINCT FROM f.code AND a.area_id IS NOT DISTINCT FROM f.area_id`;

export const HUB_LINES = `
  WITH ${HUB_YEAR},
  scope AS (
    SELECT id AS hub_id, code, area_id FROM present LEFT JOIN LATERAL unnest(mandatory_programs) AS code ON true),
  ${FIGURES} ORDER BY f.code NULLS LAST, f.area_id NULLS LAST LIMIT 1000`;

export const HUB_TOTAL = `
  SELECT hubs, "openingDays", "visitsAdults", "visitsChildren", activities, groups FROM (
    WITH ${HUB_YEAR}, scope AS (SELECT id AS hub_id, NULL::text AS code, NULL::uuid AS area_id FROM present),
    ${FIGURES}) AS total`;

export const GROUP_SUMS = `
  SELECT count(DISTINCT group_id)::int AS groups, count(*)::int AS contacts, coalesce(sum(minutes), 0)::int AS minutes,
         (SELECT count(DISTINCT group_id)::int FROM group_steps WHERE event = 'launch' AND ${IN_YEAR('taken_on')}) AS launched,
         (SELECT count(DISTINCT group_id)::int FROM group_steps WHERE event = 'settle' AND ${IN_YEAR('taken_on')}) AS settled
  FROM group_contacts WHERE ${IN_YEAR('held_on')}`;

export const GROUP_KINDS = `
  SELECT g.kind, count(DISTINCT g.id)::int AS groups, count(*)::int AS contacts
  FROM group_contacts c JOIN supported_groups g ON g.id = c.group_id WHERE ${IN_YEAR('c.held_on')}
  GROUP BY g.kind ORDER BY count(*) DESC, g.kind LIMIT 100`;

export const DIALOGUE_KINDS = `
  WITH held AS (
    SELECT d.kind, d.participants, t.topics, t.issues, t.developments
    FROM dialogues d CROSS JOIN LATERAL (
      SELECT count(*) AS topics, count(*) FILTER (WHERE state <> 'TOPIC') AS issues,
             count(*) FILTER (WHERE state = 'DEVELOPMENT') AS developments
      FROM dialogue_topics WHERE dialogue_id = d.id) t
    WHERE ${IN_YEAR('d.held_on')})
  SELECT kind, count(*)::int AS held, coalesce(sum(participants), 0)::int AS participants, sum(topics)::int AS topics,
         sum(issues)::int AS issues, sum(developments)::int AS developments
  FROM held GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 100`;

export const CARRIER_MATCHES = `
  SELECT count(*)::int AS "carrierMatches", (count(*) FILTER (WHERE result = 'agreed'))::int AS "carrierMatchesAgreed"
  FROM carrier_matches WHERE ${IN_YEAR('made_on')}`;

export const CONCERNS = `
  SELECT source_kind AS "sourceKind", area_id AS "areaId", to_char(month, 'YYYY-MM') AS month, reports
  FROM concern_counts WHERE ${IN_YEAR('month')} ORDER BY month, source_kind, area_id NULLS LAST LIMIT 1000`;
