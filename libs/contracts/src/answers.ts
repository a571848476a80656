import { IsInt, IsString, Min } from 'class-validator';
import { IsId } from './rules';

/** The answer to a change: which thing, in which state and version now. Also what a repeated request gets again. */
export class Acted {
  @IsId() id!: string;
  /** State of the thing's machine after the change; a fixed word for things without one. */
  @IsString() state!: string;
  /** Give it back in `If-Match` to change only what you have seen. */
  @IsInt() @Min(1) version!: number;
}

/** Nothing to say but that it is done. */
export class Done {
  @IsString() state!: string;
}
