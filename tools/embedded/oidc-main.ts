import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { note } from '../say';
import { answerInteraction } from './oidc-login';
import { createProvider, type OidcSettings } from './oidc-provider';

/** The process of the embedded OpenID provider. Its one argument is the file with its settings. */
async function main(): Promise<void> {
  const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as OidcSettings;
  const provider = await createProvider(settings);
  const answerProtocol = provider.callback();
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.url?.startsWith('/interaction/')) await answerInteraction(provider, req, res);
    else await answerProtocol(req, res);
  };
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      note(`request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!res.headersSent) res.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      res.end('The sign-in has expired. Go back and start again.\n');
    });
  });
  server.listen(settings.port, '127.0.0.1');
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}

main().catch((error: unknown) => {
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
