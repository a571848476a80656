import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '#libs/persistence';
import { testServers, type TestServers } from '#libs/testing';
import { Client } from 'pg';
import { CreateKeys1760000000000, DataKeys, FileKek, KeyStore, RowCipher } from '../src/index';

const HERE = '990019';
const ELSEWHERE = '990027';
const TABLES = {
  notes: { owner: 'caseRef', columns: ['text', 'said_by'] },
  note_versions: { owner: 'caseRef', columns: ['text', 'said_by'], copiesOf: 'notes' },
  forms: { owner: 'municipality', columns: ['text'] },
};

interface Note {
  readonly id: string;
  readonly caseRef: string;
  text: string | null;
  saidBy: object | null;
}

describe('data keys', () => {
  let servers: TestServers;
  let owner: Client;
  let kekFile: string;
  const opened: DataKeys[] = [];

  /** A process that seals and opens, with nothing in its memory yet. */
  const newProcess = (url = servers.databases.keys.appUrl) => {
    const keys = new DataKeys(new KeyStore(url, 'test'), new FileKek(kekFile));
    opened.push(keys);
    let damage = 0;
    const cipher = new RowCipher(keys, TABLES, () => (damage += 1));
    return { keys, cipher, damage: () => damage };
  };
  const newNote = (more: Partial<Note> = {}): Note => ({
    id: randomUUID(),
    caseRef: randomUUID(),
    text: '言葉「引用」\n二行目',
    saidBy: { kind: 'family' },
    ...more,
  });
  const sql = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> => {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [HERE]);
    return (await owner.query<T>(text, [...values])).rows;
  };

  beforeAll(async () => {
    servers = await testServers();
    const { ownerUrl } = servers.databases.keys;
    await migrate({
      ...{ entities: [], migrations: [CreateKeys1760000000000], url: ownerUrl, applicationName: 'migrate' },
      ...{ appLogin: 'keys_app', tenants: [HERE, ELSEWHERE] },
    });
    owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    kekFile = join(process.env['TSUNAGI_TEST_DIR'] ?? '', `kek-${randomUUID()}.json`);
    writeFileSync(kekFile, readFileSync(servers.files.kek), { mode: 0o600 });
  }, 60_000);
  afterAll(async () => {
    for (const keys of opened) await keys.close();
    await owner.end();
    await servers.stop();
  });

  it('seal columns so that another process opens them, and leave the others as they are', async () => {
    const note = newNote();
    const sealed = await newProcess().cipher.seal(HERE, 'notes', note, note);
    expect(sealed.text).toMatch(/^e1\.[\w-]{22}\.[\w-]+$/);
    expect(JSON.stringify(sealed)).not.toContain('言葉');
    expect(sealed).toMatchObject({ id: note.id, caseRef: note.caseRef });
    const read = { ...sealed };
    await newProcess().cipher.open(HERE, 'notes', read);
    expect(read).toEqual(note);
    const copied = { ...sealed };
    await newProcess().cipher.open(HERE, 'note_versions', copied);
    expect(copied).toEqual(note);
  });

  it('leave what is not there, and seal what belongs to nobody with the key of the municipality', async () => {
    const { cipher } = newProcess();
    const note = newNote({ text: null, saidBy: null });
    expect(await cipher.seal(HERE, 'notes', note, note)).toEqual(note);
    const form = { id: randomUUID(), text: '様式' };
    const sealed = await cipher.seal(HERE, 'forms', form, form);
    await cipher.open(HERE, 'forms', sealed);
    expect(sealed).toEqual(form);
  });

  it('refuse what was moved, flipped, or never sealed', async () => {
    const { cipher, damage } = newProcess();
    const [note, other] = [newNote(), newNote()];
    const sealed = await cipher.seal(HERE, 'notes', note, note);
    const others = await cipher.seal(HERE, 'notes', other, other);
    const text = sealed.text ?? '';
    const flipped = `${text.slice(0, -2)}${text.endsWith('AA') ? 'BB' : 'AA'}`;
    const moved: readonly (readonly [string, string, object])[] = [
      [HERE, 'notes', { ...sealed, id: randomUUID() }],
      [HERE, 'notes', { id: sealed.id, saidBy: sealed.text }],
      [HERE, 'forms', { id: sealed.id, text: sealed.text }],
      [HERE, 'notes', { id: sealed.id, text: others.text }],
      [HERE, 'notes', { id: sealed.id, text: flipped }],
      [HERE, 'notes', { id: sealed.id, text: text.replace(/^e1/, 'e2') }],
      [HERE, 'notes', { id: sealed.id, text: '平文' }],
      [ELSEWHERE, 'notes', { ...sealed }],
    ];
    for (const [tenant, table, row] of moved) {
      await expect(cipher.open(tenant, table, row)).rejects.toMatchObject({ code: 'record.damaged', kind: 'conflict' });
    }
    expect(damage()).toBe(moved.length);
  });

  it('come into being once, however many ask at once', async () => {
    const caseRef = randomUUID();
    const processes = [newProcess(), newProcess(), newProcess()];
    const notes = Array.from({ length: 30 }, () => newNote({ caseRef }));
    const sealed = await Promise.all(
      notes.map((note, index) => (processes[index % 3] ?? newProcess()).cipher.seal(HERE, 'notes', note, note)),
    );
    const { cipher } = newProcess();
    await Promise.all(sealed.map((row) => cipher.open(HERE, 'notes', row)));
    expect(sealed).toEqual(notes);
    expect(await sql('SELECT version FROM data_keys WHERE owner = $1', [caseRef])).toEqual([{ version: 1 }]);
  });

  it('give way to a new version when they are old, and still open what they sealed', async () => {
    const { cipher } = newProcess();
    const note = newNote();
    const before = await cipher.seal(HERE, 'notes', note, note);
    await sql(`UPDATE data_keys SET created_at = created_at - interval '366 days' WHERE owner = $1`, [note.caseRef]);
    const later = newProcess().cipher;
    const after = await later.seal(HERE, 'notes', note, note);
    expect(after.text).toMatch(/^e2\./);
    // The first process has not looked since.
    await cipher.open(HERE, 'notes', after);
    await later.open(HERE, 'notes', before);
    expect([before, after]).toEqual([note, note]);
  });

  it('are wrapped anew while they are used, after the key outside changed', async () => {
    const { cipher, keys } = newProcess();
    const note = newNote();
    const sealed = await cipher.seal(HERE, 'notes', note, note);
    const { current, keys: known } = JSON.parse(readFileSync(kekFile, 'utf8')) as {
      readonly current: number;
      readonly keys: Readonly<Record<string, string>>;
    };
    const fresh = Buffer.alloc(32, 7).toString('base64url');
    const next = current + 1;
    writeFileSync(kekFile, JSON.stringify({ current: next, keys: { ...known, [next]: fresh } }), { mode: 0o600 });
    const rotated = newProcess();
    expect(await rotated.keys.rewrap(HERE)).toBeGreaterThan(0);
    expect(await rotated.keys.rewrap(HERE)).toBe(0);
    const [counted] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM data_keys WHERE kek <> $1', [next]);
    expect(counted?.n).toBe(0);
    // The older version is taken away: what was sealed before is read with the new one alone.
    writeFileSync(kekFile, JSON.stringify({ current: next, keys: { [next]: fresh } }), { mode: 0o600 });
    const read = { ...sealed };
    await newProcess().cipher.open(HERE, 'notes', read);
    expect(read).toEqual(note);
    // A process that knows only the older version finds the new one when it needs it.
    await keys.follow(HERE);
    await cipher.seal(HERE, 'notes', newNote(), newNote());
  });

  it('are destroyed for good: in the process that does it, in others that have heard, and for new words', async () => {
    const [here, there] = [newProcess(), newProcess()];
    const [note, other] = [newNote(), newNote()];
    const [sealed, others] = [
      await here.cipher.seal(HERE, 'notes', note, note),
      await here.cipher.seal(HERE, 'notes', other, other),
    ];
    await there.cipher.open(HERE, 'notes', { ...sealed });
    await here.keys.shred(HERE, [note.caseRef]);
    const gone = { code: 'record.gone', status: 410 };
    await expect(here.cipher.open(HERE, 'notes', { ...sealed })).rejects.toMatchObject(gone);
    await expect(here.cipher.seal(HERE, 'notes', note, note)).rejects.toMatchObject(gone);
    await there.keys.follow(HERE);
    await expect(there.cipher.open(HERE, 'notes', { ...sealed })).rejects.toMatchObject(gone);
    await there.cipher.open(HERE, 'notes', others);
    expect(others).toEqual(other);
    expect(await sql('SELECT 1 FROM data_keys WHERE owner = $1', [note.caseRef])).toEqual([]);
  });

  it('belong to one municipality', async () => {
    const { cipher, keys } = newProcess();
    const note = newNote();
    const sealed = await cipher.seal(HERE, 'notes', note, note);
    await keys.shred(ELSEWHERE, [note.caseRef]);
    await newProcess().cipher.open(HERE, 'notes', sealed);
    expect(sealed).toEqual(note);
  });

  it('are said to be away where the store does not answer, and come back with it', async () => {
    const { port } = new URL(servers.databases.keys.appUrl);
    const away = newProcess(servers.databases.keys.appUrl.replace(`:${port}/`, ':1/'));
    const note = newNote();
    await expect(away.cipher.seal(HERE, 'notes', note, note)).rejects.toMatchObject({
      code: 'keys.unreachable',
      kind: 'unavailable',
    });
  });
});
