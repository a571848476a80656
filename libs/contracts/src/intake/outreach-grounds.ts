import { IsBoolean, Matches } from 'class-validator';
import type { Role } from '#libs/kernel';
import { IsId } from '../rules';
import { SUB, SUB_MEND } from './subs';

export class OutreachGroundAnswer {
  @IsBoolean() allowed!: boolean;
}

/**
 * May this worker reach out to whom a case is about, on the ground of a support conference (社会福祉法106条の6)? Yes
 * where the conference concluded something that reaching out follows from, about this very case, which goes on, and the
 * worker was called to it, is a member today and has pledged (L01). Whatever is unknown or not theirs is answered with no.
 */
export class OutreachGroundV1 {
  static readonly subject = 'rpc.intake.outreach-ground.v1';
  static readonly answer = OutreachGroundAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() caseRef!: string;
  @IsId() conferenceId!: string;
  @Matches(SUB, { message: SUB_MEND }) workerSub!: string;
}
