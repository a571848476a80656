import * as intake from '#libs/contracts';
import { create, put, read, type Route, step } from './route';

const HOUSEHOLDS: readonly Route[] = [
  create('/households', intake.EnterHouseholdV1, '世帯を登録する'),
  read(
    '/households/:householdId',
    intake.ReadHouseholdV1,
    '世帯を読む(世帯員の情報は含まない。日を指定するとその日の世帯)',
  ),
  read('/households/:householdId/changes', intake.ListHouseholdChangesV1, '世帯の変化の記録を読む'),
  read('/persons/:personRef/households', intake.PersonHouseholdsV1, '本人がいる(いた)世帯を読む'),
  create('/households/:householdId/members', intake.JoinHouseholdV1, '世帯員を加える'),
  put('/households/:householdId/members/:memberId', intake.ChangeHouseholdMemberV1, '世帯員の続柄・同居などを改める'),
  step('/households/:householdId/members/:memberId/leaving', intake.LeaveHouseholdV1, '世帯員が世帯を離れた'),
  step('/households/:householdId/members/:memberId/person', intake.LinkHouseholdMemberV1, '世帯員を本人に結びつける'),
  create('/households/:householdId/cares', intake.RecordCareV1, 'ケア関係(だれがだれを)を記録する'),
  step('/households/:householdId/cares/:careId/end', intake.EndCareV1, 'ケア関係が終わった'),
];

const KEY_PERSONS: readonly Route[] = [
  create('/persons/:personRef/key-persons', intake.AddKeyPersonV1, '親族・キーパーソンを加える'),
  read('/persons/:personRef/key-persons', intake.ListKeyPersonsV1, '親族・キーパーソンを読む(連絡してよいか)'),
  put('/persons/:personRef/key-persons/:keyPersonId', intake.ChangeKeyPersonV1, '親族・キーパーソンの情報を置き換える'),
  step('/persons/:personRef/key-persons/:keyPersonId/end', intake.EndKeyPersonV1, 'キーパーソンではなくなった'),
  put(
    '/persons/:personRef/key-persons/:keyPersonId/safety',
    intake.RecordKeyPersonSafetyV1,
    '連絡前に確認することを記録する(限られた役割のみ)',
  ),
  read(
    '/persons/:personRef/key-persons/:keyPersonId/safety',
    intake.ReadKeyPersonSafetyV1,
    '連絡前に確認することを読む(限られた役割のみ)',
  ),
];

const POTENTIAL_CLIENTS: readonly Route[] = [
  create('/potential-clients', intake.RecordPotentialClientV1, '潜在的相談者を最小限に記録する(氏名などは書けない)'),
  read('/potential-clients', intake.ListPotentialClientsV1, '潜在的相談者を見直しの日の早い順に読む'),
  step(
    '/potential-clients/:caseRef/review',
    intake.ReviewPotentialClientV1,
    '潜在的相談者の記録を見直し、見守りを続ける',
  ),
];

const IDENTITY: readonly Route[] = [
  step('/person-duplicates', intake.FindDuplicatesV1, '登録の前に、同じ人かもしれない記録を理由つきで探す'),
  read('/persons/:personRef/duplicates', intake.DuplicatesOfPersonV1, '同じ人かもしれない記録を理由つきで読む'),
  read('/persons/:personRef/records', intake.PersonRecordsV1, '名寄せした記録をまとめて読む(参照のみ)'),
  create('/persons/:personRef/merges', intake.MergePersonV1, '二つの記録を同じ人として名寄せする(人が決める)'),
  step('/person-merges/:mergeId/undoing', intake.UnmergePersonV1, '名寄せを元に戻す'),
];

/** Who lives with whom, who may be called, and who is the same person. */
export const PEOPLE_ROUTES: readonly Route[] = [...HOUSEHOLDS, ...KEY_PERSONS, ...POTENTIAL_CLIENTS, ...IDENTITY];
