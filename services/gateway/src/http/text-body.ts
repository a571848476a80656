import { RouteConfig } from '@nestjs/platform-fastify';
import { AppError, invalid } from '#libs/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkText, guardLine, wrongMediaType } from './body-guard';

/** Of a body as it comes in. */
const MAX_TEXT_BYTES = 512 * 1024;
/** Of the same text as it goes on: in UTF-8 and with escapes it may be longer, and the bus carries 1 MiB. */
const MAX_SENT_BYTES = 960 * 1024;

const MEDIA_TYPE = /^(text\/csv|application\/x-ndjson)(?:\s*;\s*charset\s*=\s*"?([a-z0-9_-]{1,20})"?)?\s*$/i;
/** Names of the code page of Japanese spreadsheets; the decoder knows its NEC and IBM characters, too. */
const CODE_PAGE_932: readonly string[] = ['shift_jis', 'sjis', 'windows-31j', 'cp932', 'ms932'];
/** What no row has: control characters but tab and the ends of lines. */
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/;

/** Media types that a route with a text takes beside JSON. */
export const TEXT_TYPES = ['text/csv', 'application/x-ndjson'] as const;

interface RouteMark {
  readonly text?: boolean;
}

/** Rows as somebody wrote them; which of them are right, the service says, row by row. */
class TextBody {
  constructor(
    readonly mediaType: string,
    readonly text: string,
  ) {}
}

/** Marks a route that takes a text: there, and nowhere else, these media types and larger bodies are read. */
export const takesText = (): MethodDecorator => RouteConfig({ text: true } satisfies RouteMark);

export function addTextBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if ((route.config as RouteMark | undefined)?.text === true) route.bodyLimit = MAX_TEXT_BYTES;
  });
  fastify.addContentTypeParser([...TEXT_TYPES], { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if ((request.routeOptions.config as RouteMark).text !== true) throw wrongMediaType();
      done(null, readText(request.headers['content-type'], body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** The bytes as text: UTF-8 with or without its mark, or the code page where the header names it and it is CSV. */
export function readText(contentType: string | undefined, bytes: Buffer): TextBody {
  const { mediaType, label } = kindOf(contentType);
  const text = checkText(decode(label, bytes));
  if (CONTROL.test(text)) throw invalid('text.control', 'The text holds control characters.');
  if (mediaType === 'application/x-ndjson') for (const line of text.split('\n')) guardLine(line);
  return new TextBody(mediaType, text);
}

/** `label`: of the decoder. */
function kindOf(contentType = ''): { readonly mediaType: string; readonly label: string } {
  const [, type, charset = 'utf-8'] = MEDIA_TYPE.exec(contentType) ?? [];
  if (type === undefined) throw wrongMediaType();
  const [mediaType, name] = [type.toLowerCase(), charset.toLowerCase()];
  if (name === 'utf-8') return { mediaType, label: name };
  if (mediaType !== 'text/csv' || !CODE_PAGE_932.includes(name)) throw wrongMediaType();
  return { mediaType, label: 'shift_jis' };
}

function decode(label: string, bytes: Buffer): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw invalid('body.charset', `The body is not ${label}.`, [
      {
        field: 'Content-Type',
        rule: 'charset',
        mend: 'UTF-8 で保存するか、Excel の CSV なら charset=shift_jis を付けて送ってください',
      },
    ]);
  }
}

/** What the service gets of a body: a text as it came, JSON as text again. */
export function textOf({ body }: Pick<FastifyRequest, 'body'>): { readonly mediaType: string; readonly text: string } {
  const given = body instanceof TextBody ? body : new TextBody('application/json', JSON.stringify(body ?? null));
  if (Buffer.byteLength(JSON.stringify(given.text)) > MAX_SENT_BYTES) {
    throw new AppError('invalid', 'body.too-large', 'The body is too large.', [], 413);
  }
  return { mediaType: given.mediaType, text: given.text };
}
