import { Injectable } from '@nestjs/common';
import type { WhyNotAnswer, WhyNotV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import type { ExclusionCode } from '../domain/eligibility';
import { excludedJa } from '../domain/explain-ja';
import { judgeOne } from '../domain/judge';
import { Memory } from '../domain/memory';
import { needFrom, profileOf } from '../domain/profile-copy';
import { changeAnswer } from '../domain/ranking-answer';
import type { Seen } from '../domain/why-not/seen';
import { type Reason, whyNot } from '../domain/why-not/why-not';
import { Intake } from '../neighbours/intake';
import { Lookups, type RankingBasis } from '../storage/lookups';
import { type ShownPlace, ShownPlaces } from '../storage/shown-places';

const OVER: ReadonlySet<string> = new Set(['CANCELLED', 'CLOSED']);
const NO_CONSENT: readonly Reason[] = [{ code: 'CONSENT_MISSING', seen: null, changes: [], through: null }];

/** One place and one request, judged at this moment: as in a search, nothing about the person is kept. */
@Injectable()
export class WhyNotQuery {
  constructor(
    private readonly lookups: Lookups,
    private readonly intake: Intake,
    private readonly memory: Memory,
    private readonly places: ShownPlaces,
  ) {}

  async ask({ matchRequestId, menuId }: WhyNotV1, ctx: CallContext): Promise<WhyNotAnswer> {
    const basis = await this.lookups.ranking(ctx, matchRequestId);
    if (OVER.has(basis.request.state)) throw conflict('match-request.over', 'The request is over.');
    const place = await this.place(ctx, menuId);
    const settings = this.memory.settings.on(ctx.tenant, basis.today);
    const reasons = await this.reasons(ctx, basis, place, settings);
    return {
      matchRequestId,
      menuId,
      resourceId: place.facts.resourceId,
      name: place.facts.name,
      eligible: reasons.length === 0,
      hostDeclined: basis.hostDeclined.includes(menuId),
      reasons: reasons.map(reasonAnswer),
      settingsVersion: settings.version,
      asOf: basis.now.toISOString(),
    };
  }

  private async place({ tenant }: CallContext, menuId: string): Promise<ShownPlace> {
    const shown = await this.places.at(tenant, this.memory.snapshotOf(tenant), [menuId]);
    const place = shown.get(menuId);
    if (place === undefined) throw notFound('menu');
    return place;
  }

  private async reasons(
    ctx: CallContext,
    { request, refused, today }: RankingBasis,
    { facts, capacity }: ShownPlace,
    settings: ReturnType<Memory['settings']['on']>,
  ): Promise<readonly Reason[]> {
    const person = await this.intake.profile(ctx, request.personRef);
    if (person === null) return NO_CONSENT;
    const need = needFrom(request.need, person.point);
    const pair = { profile: profileOf(person, refused), need, menu: facts, capacity, settings, today };
    return whyNot(pair, judgeOne(pair).codes);
  }
}

function reasonAnswer({ code, seen, changes, through }: Reason): WhyNotAnswer['reasons'][number] {
  return { code, ja: sentenceOf(code), seen: seen && seenAnswer(seen), changes: changes.map(changeAnswer), through };
}

const sentenceOf = (code: ExclusionCode): string => excludedJa([code]).join('');

const seenAnswer = ({ unit, person, host }: Seen) => ({
  unit,
  person: { amount: person.amount, codes: [...person.codes] },
  host: { amount: host.amount, codes: [...host.codes] },
});
