import { type Role, ROLES } from '#libs/kernel';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Done } from '../answers';
import { IsId, IsInstant, OrUnknown } from '../rules';

const KEEPERS: readonly Role[] = ['OPS', 'PRIVACY_OFFICER'];

/** A token's `sub`: 1 to 255 visible ASCII characters. */
const IsSubject = (): PropertyDecorator =>
  Matches(/^[\x21-\x7e]{1,255}$/, { message: 'トークンの sub を 255 字以内の半角英数記号で指定してください' });

/** A person at a browser who signed in. There is nothing of the device in it. */
export class SessionItem {
  @IsId() id!: string;
  /** What the session may do, as it was at the sign-in. */
  @IsIn([...ROLES], { each: true }) @ArrayMaxSize(ROLES.length) roles!: Role[];
  @OrUnknown() @IsString() @MaxLength(64) orgId!: string | null;
  @IsInstant() startedAt!: string;
  /** To half a minute. */
  @IsInstant() lastSeenAt!: string;
  /** When it ends unless it is used. */
  @IsInstant() idleEndsAt!: string;
  /** When it ends in any case. */
  @IsInstant() endsAt!: string;
}

/** Newest first. There is no cursor: nobody has more of them than the gateway allows at a time. */
export class SessionList {
  @ValidateNested({ each: true }) @Type(() => SessionItem) @ArrayMaxSize(100) items!: SessionItem[];
}

/** The sessions of one subject that go on. All of them end with `RevokeSubjectV1`. */
export class ReadSessionsV1 {
  static readonly subject = 'rpc.gateway.read-sessions.v1';
  static readonly answer = SessionList;
  static readonly allow = KEEPERS;
  static readonly reads = true;
  /** In the body: some providers make it of a staff number. */
  @IsSubject() sub!: string;
}

/** Ends one session with its next request; 404 `session.not-found` where there is none. */
export class EndSessionV1 {
  static readonly subject = 'rpc.gateway.end-session.v1';
  static readonly answer = Done;
  static readonly allow = KEEPERS;
  @IsId() sessionId!: string;
}

/**
 * Lets somebody sign in again who had not done so for 90 days (L22); 404 `subject.not-found` for whoever
 * has never signed in.
 */
export class EnableSubjectV1 {
  static readonly subject = 'rpc.gateway.enable-subject.v1';
  static readonly answer = Done;
  static readonly allow = KEEPERS;
  @IsSubject() sub!: string;
}
