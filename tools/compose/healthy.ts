/** For a container's health check: ends well where `/health/<live or ready>` of this container answers 200. */
const what = process.argv[2] === 'live' ? 'live' : 'ready';
const port = process.env[process.env['TSUNAGI_SERVICE'] === 'gateway' ? 'TSUNAGI_HTTP_PORT' : 'TSUNAGI_HEALTH_PORT'];

fetch(`http://127.0.0.1:${port ?? ''}/health/${what}`, { signal: AbortSignal.timeout(3_000) }).then(
  ({ ok }) => {
    process.exitCode = ok ? 0 : 1;
  },
  () => {
    process.exitCode = 1;
  },
);
