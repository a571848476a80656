import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { describe, type Log } from '#libs/host';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError } from 'rxjs';
import { problemHeaders, problemOf } from './problem';

/** Answers every error of an HTTP request as a problem. A bug is told in the log and nowhere else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
    return undefined;
  }
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const problem = problemOf(error, request.id);
  if (problem.status === 500) log.error({ correlationId: request.id, error: describe(error) }, 'bug');
  if (reply.sent) return;
  void reply.status(problem.status).headers(problemHeaders(problem)).send(JSON.stringify(problem));
}
