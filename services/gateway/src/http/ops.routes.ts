import { EnableSubjectV1, EndSessionV1, hostRequestsOf, ReadSessionsV1, RevokeSubjectV1 } from '#libs/contracts';
import { SERVICES } from '#libs/kernel';
import { read, type Route, step } from './route';

/** For whoever runs the system. */
export const OPS_ROUTES: readonly Route[] = [
  step('/ops/revocations', RevokeSubjectV1, 'ある利用者のこれまでのサインインをすべて取り消す'),
  step('/ops/session-search', ReadSessionsV1, 'ある利用者のいま続いているサインインの一覧'),
  step('/ops/sessions/:sessionId/end', EndSessionV1, 'サインインを一つ終わらせる'),
  step('/ops/subjects/enable', EnableSubjectV1, '長く使われず無効になった利用者を、もう一度使えるようにする'),
  ...SERVICES.flatMap((service) => {
    const asked = hostRequestsOf(service);
    const path = `/ops/dead-letters/${service}`;
    return [
      read(path, asked.deadLetters, `${service} が処理できなかったイベントの一覧`),
      step(`${path}/:id/replay`, asked.replayDeadLetter, `${service} が処理できなかったイベントを再処理する`),
      step(`${path}/:id/discard`, asked.discardDeadLetter, `${service} が処理できなかったイベントを破棄する`),
    ];
  }),
];
