import { Injectable } from '@nestjs/common';
import type {
  HouseholdCombinationAnswer,
  HouseholdMatchAnswer,
  HouseholdPlaceAnswer,
  MatchHouseholdV1,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { judgedProfile } from '../domain/declined-by-host';
import {
  type HouseholdCombination,
  type HouseholdResult,
  matchHousehold,
  type MemberPart,
} from '../domain/household/household';
import {
  areOfOneCase,
  isAloneFirst,
  type LeftOutCode,
  leftOutJa,
  noHousehold,
  refuseNoHousehold,
} from '../domain/household/membership';
import type { Member } from '../domain/household/options';
import { HOUSEHOLD } from '../domain/household/rules';
import { blockedBy } from '../domain/match-request';
import { needFrom, profileOf } from '../domain/profile-copy';
import type { Settings } from '../domain/settings';
import { Intake } from '../neighbours/intake';
import { refusedMenus } from '../storage/copies.store';
import { MatchRequestEntity } from '../storage/match-request.entity';
import { declinedByHost } from '../storage/proposal.store';
import { Ranker, type RankingMoment } from '../storage/ranker';
import type { ShownPlace } from '../storage/shown-places';

interface Asking {
  readonly request: MatchRequestEntity;
  readonly refused: readonly string[];
  readonly hostDeclined: readonly string[];
}

interface Known {
  readonly members: Member[];
  readonly leftOut: { readonly matchRequestId: string; readonly code: LeftOutCode }[];
  readonly places: Map<string, ShownPlace>;
  settings: Settings | null;
}

/** Ranks each member alone, by their own consent and facts, and then looks for places that go together. */
@Injectable()
export class HouseholdMatchQuery {
  constructor(
    private readonly reads: ReadScope,
    private readonly intake: Intake,
    private readonly ranker: Ranker,
  ) {}

  async match(input: MatchHouseholdV1, ctx: CallContext): Promise<HouseholdMatchAnswer> {
    const { asking, ...moment } = await this.basis(input, ctx);
    await this.requireHousehold(asking, ctx);
    const known: Known = { members: [], leftOut: [], places: new Map(), settings: null };
    for (const one of asking) await this.learn(one, input, moment, known, ctx);
    const { members, settings } = known;
    if (settings === null) return answerOf({ combinations: [], blocks: [], complete: true }, known);
    const result = matchHousehold({
      members,
      pairs: (input.pairs ?? []).map(({ between: [one = '', other = ''], together }) => ({
        between: [one, other] as const,
        together,
      })),
      menuOf: (menuId) => known.places.get(menuId)?.facts ?? null,
      capacityOf: (menuId) => known.places.get(menuId)?.capacity ?? null,
      household: HOUSEHOLD,
      settings,
      today: moment.today,
    });
    return answerOf(result, known);
  }

  private async requireHousehold(asking: readonly Asking[], ctx: CallContext): Promise<void> {
    const requests = asking.map(({ request }) => request);
    if (areOfOneCase(requests)) return;
    const persons = requests.map(({ personRef }) => personRef);
    if (!(await this.intake.isOneHousehold(ctx, persons))) throw noHousehold();
  }

  private basis(
    input: MatchHouseholdV1,
    { tenant }: CallContext,
  ): Promise<RankingMoment & { readonly asking: readonly Asking[] }> {
    const ids = input.members.map(({ matchRequestId }) => matchRequestId);
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const query = db.createQueryBuilder(MatchRequestEntity, 'row').where('row.id IN (:...ids)', { ids });
      const requests = await query.orderBy('row.id').getMany();
      if (requests.length < new Set(ids).size) throw notFound('match-request');
      refuseNoHousehold(input, requests);
      const asking: Asking[] = [];
      for (const request of requests) {
        const refused = await refusedMenus(db, request.personRef);
        asking.push({ request, refused, hostDeclined: await declinedByHost(db, request.id, { ofRound: false }) });
      }
      return { tenant, now, today: localDay(now), asking };
    });
  }

  private async learn(
    { request, refused, hostDeclined }: Asking,
    { members }: MatchHouseholdV1,
    moment: RankingMoment,
    known: Known,
    ctx: CallContext,
  ): Promise<void> {
    const copy = await this.intake.profile(ctx, request.personRef);
    if (copy === null) {
      known.leftOut.push({ matchRequestId: request.id, code: 'CONSENT_MISSING' });
      return;
    }
    const person = { profile: profileOf(copy, refused), need: needFrom(request.need, copy.point) };
    const wanted = {
      ...person,
      hostDeclinedMenuIds: hostDeclined,
      amongMenuIds: null,
      limit: HOUSEHOLD.placesPerMember,
    };
    const { result, shown, settings } = await this.ranker.rank(moment, wanted);
    if (isAloneFirst(person.profile, result.outcome)) {
      known.leftOut.push({ matchRequestId: request.id, code: 'ALONE_FIRST' });
      return;
    }
    const mayComeWith = members.find(({ matchRequestId }) => matchRequestId === request.id)?.mayComeWith ?? null;
    const found = { candidates: result.candidates, blockedBy: blockedBy(result.excluded) };
    // Whom a host did not take does not come along there either.
    const profile = judgedProfile({ profile: person.profile, hostDeclinedMenuIds: hostDeclined });
    known.members.push({ memberId: request.id, ...person, profile, ...found, mayComeWith });
    known.settings = settings;
    for (const [menuId, place] of shown) known.places.set(menuId, place);
  }
}

function answerOf({ combinations, blocks, complete }: HouseholdResult, known: Known): HouseholdMatchAnswer {
  return {
    combinations: combinations.map((found) => combinationOf(found, known)),
    blocks: blocks.map(({ memberIds, codes, metres, blockedBy: reasons, ja }) => ({
      matchRequestIds: [...memberIds],
      codes: [...codes],
      metres,
      blockedBy: [...reasons],
      ja: [...ja],
    })),
    leftOut: known.leftOut.map(({ matchRequestId, code }) => ({ matchRequestId, code, ja: leftOutJa(code) })),
    complete,
  };
}

function combinationOf(
  { rank, score, terms, members, pairs }: HouseholdCombination,
  known: Known,
): HouseholdCombinationAnswer {
  return {
    rank,
    score,
    terms: terms.map(({ memberIds, ...term }) => ({ ...term, matchRequestIds: [...memberIds] })),
    members: members.flatMap((part) => placeOf(part, known)),
    pairs: pairs.map(({ memberIds, reasonsJa, toAsk, ...pair }) => ({
      ...pair,
      matchRequestIds: [...memberIds],
      reasonsJa: [...reasonsJa],
      toAsk: [...toAsk],
    })),
  };
}

function placeOf(
  { memberId, menuId, alongWith, party, score, reasonsJa, toAsk }: MemberPart,
  { places }: Known,
): HouseholdPlaceAnswer[] {
  const facts = places.get(menuId)?.facts;
  if (facts === undefined) return [];
  const { resourceId, name, orgName } = facts;
  return [
    {
      ...{ matchRequestId: memberId, menuId, resourceId, name, orgName, alongWith, party, score },
      reasonsJa: [...reasonsJa],
      toAsk: [...toAsk],
    },
  ];
}
