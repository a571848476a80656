import { randomUUID } from 'node:crypto';
import { addDays } from '#libs/kernel';
import { TODAY } from './a-menu';
import {
  type Arrange,
  assessedOn,
  denied,
  followed,
  full,
  type Guard,
  placement,
  proposal,
  said,
  unsafe,
} from './machine-ground';

/** The person does not want the place now. */
const refused: Arrange = ({ town, personRef, menuId }) =>
  town.world.sql('INSERT INTO refusals (person_ref, menu_id, refused_at) VALUES ($1, $2, now())', [personRef, menuId]);
const OPEN: Arrange = proposal('open_place = true, name_required = false');
const later = said({ endedOn: addDays(TODAY, 1) }, 'placement.ends-later');
const noSuchReason = said({ reasonCode: 'No Such' });

export const REQUEST_GUARDS: Readonly<Record<string, Guard>> = {
  accept: {
    says: ['参加支援プランを本人が確認。複雑化・複合化の事例では支援決定(緊急は L18: 実施後、翌開庁日までに承認)'],
    broken: [
      { arrange: ({ town }) => void (town.planState = 'DRAFT'), code: 'match-request.plan-not-confirmed' },
      { arrange: ({ town }) => void (town.supportPlan = 'missing'), code: 'match-request.support-plan-undecided' },
    ],
  },
  search: {
    says: ['同意 participation_matching。絶対条件・目的・得意を入力、参加支援プランを本人が確認'],
    broken: [{ arrange: ({ town, personRef }) => void town.profiles.delete(personRef), code: 'done' }],
  },
  shortlist: {
    says: ['1件以上。除外候補の理由表示。順位を変えたら理由'],
    broken: [
      said({ menuIds: [] }),
      {
        input: ({ worseMenuId, menuId }) => ({ menuIds: [worseMenuId, menuId] }),
        code: 'match-request.order-reason-missing',
      },
      { arrange: refused, code: 'match-request.not-eligible' },
      {
        arrange: ({ town, ids }) =>
          town.world.sql('UPDATE match_requests SET plan_id = NULL WHERE id = $1', [ids.matchRequestId]),
        code: 'match-request.plan-missing',
      },
    ],
  },
  noCandidate: { says: ['未充足ニーズ(個人情報なし)を community へ'], broken: [] },
  resourceDeveloped: {
    says: ['開発結果の紐付け'],
    broken: [said({ menuId: randomUUID() }, 'menu.not-found')],
  },
  searchAgain: { says: ['条件の見直し'], broken: [] },
  allDeclined: {
    says: ['同じ資源を除外(本人の理由は任意、受入側は理由コード)'],
    holds: ({ town, ids }) =>
      town.world.sql(`UPDATE match_proposals SET state = 'REVOKED' WHERE match_request_id = $1`, [ids.matchRequestId]),
    broken: [{ arrange: proposal(`state = 'DRAFT'`), code: 'match-request.proposals-open' }],
  },
  placementEnded: {
    says: ['次の目標あり'],
    holds: placement(`state = 'ENDED'`),
    broken: [{ arrange: placement(`state = 'SETTLING'`), code: 'match-request.placement-goes-on' }],
  },
  close: {
    says: ['つながりの安定(Placement STABLE)または終結評価'],
    broken: [
      {
        arrange: placement(`state = 'SETTLING'`),
        input: () => ({ evaluation: null }),
        code: 'match-request.placement-not-stable',
      },
    ],
  },
  cancel: { says: ['本人希望/同意撤回', '死亡・転出・本人希望'], broken: [noSuchReason] },
  park: {
    says: ['期限と理由。待機は数え続ける'],
    broken: [
      said({ until: addDays(TODAY, -1) }, 'match-request.term-passed'),
      said({ until: undefined }),
      noSuchReason,
    ],
  },
  decided: { says: ['判断と理由'], broken: [noSuchReason] },
};

const LOST = randomUUID();
const NAMED_ONLY = '氏名提供が不要な場';
export const PROPOSAL_GUARDS: Readonly<Record<string, Guard>> = {
  inquireAnonymously: {
    says: [
      '本人が匿名照会を了解(anonymous_inquiry)。年代×配慮で地域の人に特定されない。氏名/住所/生年月日/詳細病名なし。枠の仮押さえ(期限付き)',
    ],
    broken: [
      { arrange: denied('anonymous_inquiry'), code: 'consent.missing' },
      { arrange: unsafe, code: 'proposal.not-eligible' },
      { arrange: full, code: 'proposal.place-full' },
      { arrange: OPEN, code: 'proposal.open-place' },
    ],
  },
  willing: { says: ['自団体の打診のみ'], broken: [{ foreign: true, code: 'proposal.not-found' }] },
  decline: {
    says: ['理由コード', '提供済み情報の廃棄確認'],
    broken: [
      noSuchReason,
      said({ discardConfirmed: false }, 'proposal.discard-unconfirmed'),
      { foreign: true, code: 'proposal.not-found' },
    ],
  },
  offerFirst: {
    says: ['開かれた場(空き照会不要)の場合'],
    holds: OPEN,
    broken: [{ arrange: proposal('open_place = false'), code: 'proposal.not-open' }],
  },
  offer: {
    says: ['選択肢を2つ以上提示するのが原則(1つなら理由)'],
    broken: [
      said({ singleOptionReasonCode: undefined }, 'proposal.single-option'),
      { arrange: full, code: 'proposal.place-full' },
    ],
  },
  interested: {
    says: ['本人の言葉を記録'],
    broken: [
      said({ personWordsNoteRef: undefined }),
      {
        arrange: ({ town }) => void town.lostNotes.add(LOST),
        input: () => ({ personWordsNoteRef: LOST }),
        code: 'proposal.words-missing',
      },
    ],
  },
  declined: { says: ['理由は任意。再提示は本人の再希望のみ'], broken: [] },
  inquireNamed: {
    says: ['同意 provider_disclosure に当該 orgId。提供項目を選択し記録'],
    broken: [
      { arrange: denied('provider_disclosure'), code: 'consent.missing' },
      { arrange: unsafe, code: 'proposal.not-eligible' },
      said({ items: [] }),
      { arrange: OPEN, code: 'proposal.open-place' },
    ],
  },
  scheduleTrial: {
    says: [NAMED_ONLY],
    broken: [
      { arrange: proposal(`items = '[]'`), code: 'proposal.name-first' },
      said({ at: `${addDays(TODAY, -1)}T10:00:00+09:00` }, 'proposal.trial-in-past'),
      said({ at: `${addDays(TODAY, 91)}T10:00:00+09:00` }, 'proposal.trial-too-far'),
    ],
  },
  done: { says: ['双方の感想'], broken: [said({ hostFeeling: undefined })] },
  accept: {
    says: ['本人・受入先双方の合意、HostAssessment 有効(365日以内)、枠の確定(在庫減算を原子的に)'],
    broken: [
      said({ personAgreed: false }),
      said({ hostAgreed: false }),
      { arrange: assessedOn(-366), code: 'proposal.host-assessment-old' },
      { arrange: full, code: 'proposal.place-full' },
    ],
  },
  revoke: { says: ['同意撤回/安全/資源停止'], broken: [noSuchReason] },
  personWithdraws: { says: ['理由は任意'], broken: [] },
  hostWithdraws: {
    says: ['理由コード。提供済み情報の廃棄確認'],
    broken: [noSuchReason, said({ discardConfirmed: false }, 'proposal.discard-unconfirmed')],
  },
  joinOpen: {
    says: ['開かれた場(氏名の提供が不要)'],
    holds: OPEN,
    broken: [
      { arrange: proposal('open_place = false'), code: 'proposal.not-open' },
      { arrange: proposal(`name_required = true, items = '[]'`), code: 'proposal.name-first' },
    ],
  },
  acceptDirect: {
    says: ['緊急または体験不要。受入先の合意、枠の確定'],
    broken: [noSuchReason, said({ hostAgreed: false }), { arrange: full, code: 'proposal.place-full' }],
  },
};

const noSuchEnd = said({ reasonCode: 'no_such' });
const ended = ['終了理由コード。枠の返却、受入先の振り返り', '終了理由コード'];
export const PLACEMENT_GUARDS: Readonly<Record<string, Guard>> = {
  start: {
    says: ['初日・同行者・配慮事項の共有(同意範囲)。フォロー予定(1週/2週/1月/3月)を自動作成'],
    broken: [said({ startedOn: addDays(TODAY, 1) }, 'placement.starts-later')],
  },
  issue: { says: ['本人側/受入側どちらの困りごとかを区別'], broken: [said({ side: 'nobody' })] },
  adjusted: { says: ['受入先支援の記録'], broken: [] },
  stabilize: {
    says: ['既定: 直近3回のフォローが良好 かつ 3か月以上 かつ 本人・受入先双方の評価'],
    holds: placement(`started_on = '${addDays(TODAY, -100)}'`),
    broken: [
      { arrange: placement(`started_on = '${addDays(TODAY, -60)}'`), code: 'placement.too-early' },
      {
        arrange: followed(['host', 'good'], ['person', 'good'], ['host', 'good'], ['person', 'concern']),
        code: 'placement.follow-ups-not-good',
      },
      {
        arrange: followed(['person', 'good'], ['person', 'good'], ['person', 'good']),
        code: 'placement.side-missing',
      },
    ],
  },
  nextStep: { says: ['本人の希望(例: B型見学)'], broken: [] },
  newMatch: {
    says: ['新しい MatchRequest に接続'],
    broken: [
      { input: ({ ids }) => ({ matchRequestId: ids.matchRequestId }), code: 'placement.not-a-new-request' },
      said({ matchRequestId: randomUUID() }, 'match-request.not-found'),
    ],
  },
  closeSupport: {
    says: ['終結評価。同意 followup_after_close'],
    broken: [{ arrange: denied('followup_after_close'), code: 'consent.missing' }],
  },
  end: { says: ended, broken: [noSuchEnd, later] },
  pause: {
    says: ['理由と見直し日。枠は残す/返すを選ぶ'],
    broken: [
      said({ reviewOn: addDays(TODAY, -1) }, 'placement.review-in-past'),
      said({ keepPlace: undefined }),
      noSuchReason,
    ],
  },
  hostWithdraws: { says: ['次の場を同日に検討する作業を起票'], broken: [later] },
  stay: { says: ['並行利用可'], broken: [] },
  closeNoAftercare: { says: ['本人が連絡を望まない'], broken: [] },
  finish: { says: ['本人の希望/期限。参加は続く'], broken: [] },
  needsSupportAgain: { says: ['終結後の変化を検知'], broken: [] },
  left: { says: ['枠の返却はここで初めて', '枠の返却'], broken: [noSuchEnd, later] },
  return: {
    says: ['本人の希望と受入先の再合意、枠の確保'],
    broken: [
      said({ personAgreed: false }),
      said({ hostAgreed: false }),
      {
        arrange: async (ground) => {
          await full(ground);
          await placement('open_place = false')(ground);
        },
        code: 'placement.place-full',
      },
    ],
  },
};
