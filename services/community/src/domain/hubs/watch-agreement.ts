import { inFuture } from '../resource';
import { refuseEndBeforeBegin } from './period';

interface Contact {
  readonly post: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

interface Agreement {
  readonly signedOn: string;
  readonly until: string | null;
  readonly contact: Contact | null;
}

type Given = Pick<Agreement, 'signedOn'> & {
  readonly until?: string | null;
  readonly contact?: Partial<Contact> | null;
};

/** What was left out is not known. 400 `watch-agreement.backwards`. */
export function agreementOf({ signedOn, until = null, contact = null }: Given): Agreement {
  refuseEndBeforeBegin('watch-agreement.backwards', 'until', signedOn, until);
  if (contact === null) return { signedOn, until, contact };
  const { post = null, phone = null, email = null } = contact;
  return { signedOn, until, contact: { post, phone, email } };
}

/** 422 `watch-agreement.future`. */
export function refuseUnsigned({ signedOn }: Agreement, today: string): void {
  if (signedOn > today) throw inFuture('watch-agreement.future', 'signedOn');
}
