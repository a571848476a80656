import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { Public } from '#libs/host';
import { notFound } from '#libs/kernel';
import type { FastifyReply } from 'fastify';
import { openApiDocument } from '../openapi/document';
import type { Table } from './tables';

export const API_TABLES = Symbol('api-tables');

const PAGE = `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>つなぎ API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** Files of swagger-ui-dist that the page needs. Nothing comes from elsewhere: it works without the internet. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

@Controller()
@Public()
export class DocsController {
  private document: string | undefined;

  constructor(@Inject(API_TABLES) private readonly tables: readonly Table[]) {}

  @Get('openapi.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  openApi(): string {
    this.document ??= JSON.stringify(openApiDocument(this.tables.flatMap(({ routes }) => routes)));
    return this.document;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Get('docs/:file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    if (type === undefined) throw notFound('file');
    const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
    const bytes = await readFile(join(folder, file));
    await reply.headers({ 'content-type': type, 'cache-control': 'public, max-age=3600' }).send(bytes);
  }
}
