import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type BedAnswer,
  NamedInquirySentV1,
  ProposalAcceptedV1,
  ProposalEndedV1,
  type TakeBedV1,
  UnmetNeedWithdrawnV1,
} from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import {
  decideBy,
  personInDanger,
  requireFewItems,
  requireOpenEmergency,
  standingInTheWay,
  stateOfAccepted,
  stateOfPlaced,
} from '../../domain/emergency';
import { excludedJa } from '../../domain/explain-ja';
import { judgeOne } from '../../domain/judge';
import { needWithdrawn } from '../../domain/match-request';
import type { MatchingProfile } from '../../domain/matching-profile';
import { needFrom, profileOf } from '../../domain/profile-copy';
import { notEligible, requireDistanceConfirmed } from '../../domain/proposal';
import { settingsOn } from '../../domain/settings';
import { Intake } from '../../neighbours/intake';
import { findMenu } from '../../storage/copies.store';
import { changeEmergency, lockEmergency } from '../../storage/emergency.store';
import { Lookups, type RankingBasis } from '../../storage/lookups';
import type { MatchRequestEntity } from '../../storage/match-request.entity';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { beginPlacement, takeFor } from '../../storage/placement-begin';
import type { ProposalEntity } from '../../storage/proposal.entity';
import { draftOf, insertProposal, lockLedgersOf, lockOpenProposals } from '../../storage/proposal.store';
import { allSettings } from '../../storage/settings.store';
import { endOpenProposals } from '../../storage/open-proposals';

/** The named inquiry is told as version 1, the acceptance as version 2; both happen at once. */
const AFTER_BOTH_EVENTS = 2;

interface Known {
  readonly profile: MatchingProfile;
  readonly need: MatchRequestEntity['need'];
  /** Does the person's consent allow to tell this host who comes? */
  readonly consented: boolean;
}

/**
 * Step 2 of a bed tonight: the host said yes on the phone. Consent is asked at this moment; where the person could
 * not be asked, the emergency is the ground, little is told, and the host reads nothing in this system.
 */
@Injectable()
export class TakeBedCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute(input: TakeBedV1, ctx: CallContext): Promise<BedAnswer> {
    const basis = await this.lookups.ranking(ctx, input.matchRequestId);
    const orgId = await this.lookups.orgOf(ctx, input.menuId);
    if (orgId === null) throw notFound('menu');
    const { personWordsNoteRef: words } = input;
    if (words != null) await this.intake.requireWords(ctx, words, basis.request.caseRef);
    const known = await this.ask(input, ctx, basis, orgId);
    return this.unit.run(ctx, (tx) => this.take(tx, ctx, input, known));
  }

  private async ask(input: TakeBedV1, ctx: CallContext, basis: RankingBasis, orgId: string): Promise<Known> {
    const { personRef, need } = basis.request;
    const person = await this.intake.profile(ctx, personRef);
    const consented = person !== null && (await this.intake.allows(ctx, personRef, 'provider_disclosure', orgId));
    if (consented) return { profile: profileOf(person, basis.refused), need: needFrom(need, person.point), consented };
    if (input.personAsked) throw conflict('consent.missing', 'There is no consent for provider_disclosure.');
    requireFewItems(input.items);
    const safety = await this.intake.placesToAvoid(ctx, personRef);
    return { profile: personInDanger(personRef, safety), need, consented };
  }

  private async take(tx: Tx, ctx: CallContext, input: TakeBedV1, known: Known): Promise<BedAnswer> {
    const request = await lockRequest(tx.db, input.matchRequestId, ctx.expectedVersion);
    const emergency = await lockEmergency(tx.db, request.id);
    requireOpenEmergency(emergency, tx.today);
    const placed = stateOfPlaced(request.state, ctx.actor);
    const open = await lockOpenProposals(tx.db, { matchRequestId: request.id });
    const draft = await this.drafted(tx, input, request, known);
    const state = stateOfAccepted(ctx.actor, draft.orgId);
    const placementId = randomUUID();
    await lockLedgersOf(tx.db, [draft, ...open]);
    const place = await takeFor(tx.db, draft, placementId, tx.now);
    tx.wakeReplicas();
    for (const event of await endOpenProposals(tx.db, ctx.tenant, open, 'other_accepted')) {
      await tx.publish(ProposalEndedV1, event);
    }
    const proposal = { ...draft, state, placementId };
    await insertProposal(tx.db, proposal);
    await beginPlacement(tx.db, proposal, { placementId, placeId: place.placeId, now: tx.now });
    const need = needWithdrawn(request, 'placed');
    if (need !== null) await tx.publish(UnmetNeedWithdrawnV1, need.event);
    await moveRequest(tx.db, request, placed, { shortlist: [input.menuId], ...need?.change });
    const dueOn = decideBy(tx.today);
    await changeEmergency(tx.db, emergency, {
      state: 'PENDING',
      placementId,
      personAsked: input.personAsked,
      hostYesBy: input.hostYesBy,
      told: input.items,
      dueOn,
      actedBy: [...new Set([...emergency.actedBy, ctx.actor.sub])],
    });
    await tell(tx, proposal, placementId);
    const basis = known.consented ? ('consent' as const) : ('life_danger' as const);
    const { id, version } = proposal;
    return { id, state, version, ledgerVersion: place.version, placementId, basis, decideBy: dueOn };
  }

  /** The proposal as it will stand; refused where something stands in the way that no phone call answers. */
  private async drafted(
    tx: Tx,
    { menuId, items, personWordsNoteRef = null, distanceConfirmedBy }: TakeBedV1,
    request: MatchRequestEntity,
    { profile, need, consented }: Known,
  ): Promise<ProposalEntity> {
    const menu = await findMenu(tx.db, menuId);
    if (menu === null) throw notFound('menu');
    const settings = settingsOn(await allSettings(tx.db), tx.today);
    const { codes, look } = judgeOne({ profile, need, menu, capacity: null, settings, today: tx.today });
    const inTheWay = standingInTheWay(codes, consented);
    if (inTheWay.length > 0) throw notEligible('emergency.not-eligible', menuId, inTheWay, excludedJa(inTheWay));
    requireDistanceConfirmed(profile.safety, menu, distanceConfirmedBy);
    return {
      id: randomUUID(),
      state: 'DRAFT',
      version: AFTER_BOTH_EVENTS,
      ...draftOf(request, menu),
      outOfSystem: look?.entitlement === 'no_slot' || look?.entitlement === 'out_of_system',
      items: consented ? items : [],
      personWordsNoteRef,
      distanceConfirmedBy: distanceConfirmedBy ?? null,
      reasonCode: 'emergency',
      createdAt: tx.now,
    };
  }
}

async function tell(tx: Tx, proposal: ProposalEntity, placementId: string): Promise<void> {
  const { id: proposalId, personRef, orgId, menuId, version } = proposal;
  const items = [...proposal.items];
  if (items.length > 0)
    await tx.publish(NamedInquirySentV1, { proposalId, personRef, orgId, items, version: version - 1 });
  await tx.publish(ProposalAcceptedV1, { proposalId, placementId, personRef, menuId, version });
}
