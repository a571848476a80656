import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { TWO_FACTORS } from './oidc-provider';

const LARGEST_FORM_BYTES = 4_096;

/** The sign-in page: choose who you want to be. GET shows it, POST goes back to the console. */
export async function answerInteraction(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') {
    await provider.interactionDetails(req, res);
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
    res.end(page());
    return;
  }
  const form = new URLSearchParams(await readForm(req));
  const account = DEMO_ACCOUNTS.find(({ id }) => id === form.get('account'));
  if (!account) {
    res.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
    res.end('そのアカウントはありません。\n');
    return;
  }
  await provider.interactionFinished(req, res, {
    login: { accountId: account.id, amr: form.has('single') ? ['pwd'] : [...TWO_FACTORS] },
  });
}

async function readForm(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > LARGEST_FORM_BYTES) throw new Error('The form is too large.');
  }
  return text;
}

const page = (): string => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>つなぎ デモのサインイン</title>
<style>
body { font-family: system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.7; }
button { display: block; width: 100%; min-height: 44px; margin: .4rem 0; font-size: 1rem; text-align: left; padding: .4rem 1rem; }
</style>
</head>
<body>
<h1>デモのサインイン</h1>
<p>架空の市のデモです。役割を選んでください。パスワードはありません。</p>
<form method="post">
<p><label><input type="checkbox" name="single"> 二要素認証をしなかったことにする(業務の画面は開けません)</label></p>
${DEMO_ACCOUNTS.map(({ id, label }) => `<button name="account" value="${id}">${label}</button>`).join('\n')}
</form>
</body>
</html>
`;
