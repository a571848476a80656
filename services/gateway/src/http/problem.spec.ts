import { BadRequestException, InternalServerErrorException, NotFoundException } from '@nestjs/common';
import {
  AppError,
  conflict,
  forbidden,
  fromWireError,
  invalid,
  notFound,
  staleVersion,
  toWireError,
  unavailable,
} from '#libs/kernel';
import { mendOf } from './mends';
import { problemHeaders, problemOf } from './problem';

const ID = '7d8f0a52-28a4-4b3c-9a44-3f1f6a0c2a10';
const overWire = (error: unknown): unknown => fromWireError(toWireError(error));

describe('an error on its way out', () => {
  it.each([
    [invalid('a.b', 'm'), 400, 'a.b'],
    [forbidden('role.refused', 'm'), 403, 'role.refused'],
    [notFound('case'), 404, 'case.not-found'],
    [conflict('case.closed', 'm'), 409, 'case.closed'],
    [staleVersion('case', 3), 412, 'stale-version'],
    [new AppError('invalid', 'idempotency.other-body', 'm', [], 422), 422, 'idempotency.other-body'],
    [unavailable('bus.down', 'm'), 503, 'bus.down'],
    [new AppError('unavailable', 'intake.no-answer', 'm', [], 504), 504, 'intake.no-answer'],
    [new Error('a secret'), 500, 'internal'],
    ['a secret', 500, 'internal'],
    [undefined, 500, 'internal'],
    [{ statusCode: 400, message: 'a secret' }, 500, 'internal'],
    [new NotFoundException('a secret'), 404, 'route.not-found'],
    [new BadRequestException('a secret'), 400, 'request.malformed'],
    [new InternalServerErrorException('a secret'), 500, 'internal'],
    [Object.assign(new Error('a secret'), { name: 'FastifyError', statusCode: 413 }), 413, 'body.too-large'],
    [Object.assign(new Error('a secret'), { name: 'FastifyError', statusCode: 500 }), 500, 'internal'],
  ])('%p → %i %s', (error, status, code) => {
    const problem = problemOf(error, ID);
    expect(problem).toMatchObject({ type: `urn:tsunagi:${code}`, status, code, correlationId: ID });
    expect(problem.title).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(problemHeaders(problem)['retry-after']).toBe(status === 503 || status === 504 ? '1' : undefined);
  });

  it('speaks of an earlier request only where a key was used twice', () => {
    const titleOf = (code: string) => problemOf(new AppError('invalid', code, 'm', [], 422), ID).title;
    expect(titleOf('idempotency.other-body')).toContain('使用済み');
    expect(titleOf('matching-settings.never-scored')).toBe('点数に使ってはいけない項目があります');
    expect(titleOf('availability.session-twice')).toBe('入力内容を受け付けられません');
  });

  it('is the same whether it came over the bus or not', () => {
    const error = new AppError('conflict', 'x.y', 'm', [
      { field: 'f', rule: 'max', mend: 'f must not be greater than 5' },
    ]);
    expect(problemOf(overWire(error), ID)).toEqual(problemOf(error, ID));
    expect(problemOf(overWire(new Error('a secret')), ID).code).toBe('internal');
  });
});

it.each([
  ['max', 'limit must not be greater than 100', '100 以下にしてください'],
  ['maxLength', 'each value in tags must be shorter than or equal to 40 characters', '40 字以内にしてください'],
  ['isInt', 'limit must be an integer number', '整数で指定してください'],
  ['isSomething', 'x must be something', '値を確かめてください'],
  ['isDay', '実在する日付を指定してください', '実在する日付を指定してください'],
])('%s is told in Japanese', (rule, mend, told) => {
  expect(mendOf({ field: 'x', rule, mend })).toBe(told);
});
