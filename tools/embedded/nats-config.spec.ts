import { newSecrets } from './keys';
import { NATS_LOGINS, permissionsOf, renderNatsConfig, type NatsLogin, type NatsPassword } from './nats-config';

const settings = {
  serverName: 'tsunagi',
  host: '127.0.0.1',
  port: 4222,
  monitorHost: '127.0.0.1',
  monitorPort: 8222,
  storeDir: '/data',
};

describe('the configuration of nats-server', () => {
  it('gives each of the five services and the provision step a login of its own', () => {
    const passwords = newSecrets().nats;
    const config = renderNatsConfig({ ...settings, passwords });
    for (const login of NATS_LOGINS) expect(config).toContain(`user: "${login}", password: "${passwords[login]}"`);
    expect(config).not.toContain('tester');
    expect(config).not.toContain('no_auth_user');
    expect(config).toContain('sync_interval: always');
  });

  it('reads passwords from the environment where containers want it so', () => {
    const passwords = Object.fromEntries(
      NATS_LOGINS.map((login) => [login, { env: `NATS_PASSWORD_${login.toUpperCase()}` }]),
    ) as Record<NatsLogin, NatsPassword>;
    expect(renderNatsConfig({ ...settings, passwords })).toContain('user: "intake", password: $NATS_PASSWORD_INTAKE');
  });

  it('lets no service touch streams or listen to events', () => {
    for (const login of NATS_LOGINS.filter((name) => name !== 'admin')) {
      const { publish, subscribe } = permissionsOf(login);
      expect(
        publish.filter((subject) => /STREAM\.(?!INFO)|CONSUMER\.(CREATE|DELETE|DURABLE)|>$/.test(subject)),
      ).toEqual(publish.filter((subject) => /^(evt|rpc|nudge|\$JS\.ACK)\..*>$/.test(subject)));
      expect(subscribe.filter((subject) => subject.startsWith('evt.') || subject === '>')).toEqual([]);
    }
  });
});
