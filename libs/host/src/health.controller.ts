import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { Public } from './access';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

interface Reply {
  status(code: number): Reply;
  send(body: object): unknown;
}

/** For whoever runs the service: is it alive, can it work, what does it measure. */
@Controller()
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(Metrics) private readonly figures: Metrics,
  ) {}

  @Get('health/live')
  @Public()
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** 200 where every part works, 503 with the parts that do not. */
  @Get('health/ready')
  @Public()
  async ready(@Res() reply: Reply): Promise<void> {
    const { ready, parts } = await this.readiness.check();
    reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', parts });
  }

  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.figures.registry.metrics();
  }
}
