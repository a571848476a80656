import type { Role } from '#libs/kernel';
import { Matches } from 'class-validator';
import { Done } from '../answers';

/**
 * Refuses every token that this subject has been given up to now, in this municipality, on every
 * replica of the gateway within a second. Tokens issued later are accepted again: who must stay out is
 * suspended at the OpenID provider as well.
 */
export class RevokeSubjectV1 {
  static readonly subject = 'rpc.gateway.revoke-subject.v1';
  static readonly answer = Done;
  static readonly allow: readonly Role[] = ['OPS', 'PRIVACY_OFFICER'];
  /** The token's `sub`: 1 to 255 visible ASCII characters. */
  @Matches(/^[\x21-\x7e]{1,255}$/, { message: 'トークンの sub を 255 字以内の半角英数記号で指定してください' })
  sub!: string;
}
