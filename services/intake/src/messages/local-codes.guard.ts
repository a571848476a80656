import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { codesNamedIn } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { CodesInForce } from '../queries/codes-in-force';

/** Stands before every request: the codes it names are looked up in the municipality's lists of today. */
@Injectable()
export class LocalCodesGuard implements CanActivate {
  constructor(private readonly codes: CodesInForce) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'rpc') return true;
    const call = context.switchToRpc();
    await this.codes.refuseUnoffered(codesNamedIn(call.getData()), call.getContext<CallContext>());
    return true;
  }
}
