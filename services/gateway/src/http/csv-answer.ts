import type { CsvAnswer, RequestType } from '#libs/contracts';
import type { FastifyReply } from 'fastify';
import type { Route } from './route';

export const CSV_TYPE = 'text/csv';
/** Where the next part of the file begins; not there in the last one. */
export const NEXT_CURSOR = 'Next-Cursor';
/** Names of the encodings as HTTP knows them. */
const CHARSETS: Readonly<Record<CsvAnswer['encoding'], string>> = { 'utf-8': 'utf-8', cp932: 'windows-31j' };

/** A part of a CSV file: the bytes of the answer are the body. */
export const csv = (path: string, asks: RequestType<object, CsvAnswer>, summary: string): Route => ({
  method: 'GET',
  path,
  asks,
  summary,
  status: 200,
  csv: true,
});

/** The file inside an answer, with the headers that a browser needs to keep it. */
export function fileOf(answer: Uint8Array, reply: FastifyReply): Buffer {
  const { fileName, encoding, bytes, nextCursor } = JSON.parse(Buffer.from(answer).toString()) as CsvAnswer;
  void reply.header('Content-Type', `${CSV_TYPE}; charset=${CHARSETS[encoding]}`);
  void reply.header('Content-Disposition', `attachment; filename="${fileName}"`);
  if (nextCursor !== null) void reply.header(NEXT_CURSOR, nextCursor);
  return Buffer.from(bytes, 'base64');
}
