import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { program } from '#main/hosts/program.ts';
import { keepTeamKeys } from '#main/platform/keystore/team-keys.ts';
import type { Result } from '#shared/result.ts';
import { demo } from '#test/support/demo-people.ts';
import { freePort } from '#test/support/free-port.ts';
import { newTeamDatabase } from '#test/support/postgres/team-database.ts';
import { makeCertificate } from '#test/support/team/certificates.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { openEvents } from '#test/support/web/event-client.ts';
import { send } from '#test/support/web/raw-request.ts';
import { newTestDevice } from '#test/support/web/test-device.ts';
import { onePlainLine, run, start } from '../cli/cli.ts';

const built = existsSync(`${program.rendererFolder}/index.html`);

/** What a server needs on this machine, on a demo store of its own. */
async function place() {
  const database = await newTeamDatabase('demo');
  onTestFinished(() => database.drop());
  const folder = await tempFolder();
  const certificate = await makeCertificate({ isAuthority: true });
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await writeFile(files.cert, certificate.cert);
  await writeFile(files.key, certificate.private);
  const keys = join(folder, 'keys');
  await keepTeamKeys(keys, database.keys);
  const serve = ['serve', '--team', '--keys', keys, '--host', '127.0.0.1'];
  const tls = ['--tls-cert', files.cert, '--tls-key', files.key];
  return { database, files, certificate, serve, tls };
}

/** Starts a server process and waits for the line that says where it is. */
async function startServer({
  database,
  serve,
  tls,
  certificate,
}: Awaited<ReturnType<typeof place>>) {
  const port = await freePort();
  const child = start([...serve, ...tls, '--port', String(port)], {
    COUNTERSIGN_DATABASE: database.server,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('The desk is at ')) break;
  return { child, port, said, tls: { ca: certificate.cert, name: 'desk.test' } };
}

type Server = Awaited<ReturnType<typeof startServer>>;

/** One colleague's browser at a server. */
function browser({ port, tls }: Server, device = newTestDevice()) {
  let cookie = '';
  const origin = `https://desk.test:${port}`;
  const headers = () => ({ host: `desk.test:${port}`, origin, cookie });
  return {
    device,
    headers,
    takeCookieOf: (other: { headers(): { cookie: string } }) => {
      cookie = other.headers().cookie;
    },
    async call<Value>(channel: string, input: unknown): Promise<Result<Value>> {
      const body = JSON.stringify(input);
      const proof = device.headers({ channel, body });
      const reply = await send({
        ...{ port, tls, method: 'POST', path: `/call/${channel}`, body },
        headers: { 'content-type': 'application/json', ...headers(), ...proof },
      });
      for (const line of reply.headers['set-cookie'] ?? []) cookie = line.split(';')[0] ?? '';
      return JSON.parse(reply.body);
    },
  };
}

test.runIf(built)(
  'two servers serve one team: sign-in, events between them, a stolen cookie, and an orderly end',
  async () => {
    const here = await place();
    const [one, other] = await Promise.all([startServer(here), startServer(here)]);
    const supervisor = browser(one);
    expect(await supervisor.call('setup.status', {})).toMatchObject({
      value: { state: 'ready', place: { kind: 'team', address: `https://desk.test:${one.port}` } },
    });
    const { username, password } = demo.supervisor;
    expect(await supervisor.call('session.signIn', { username, password })).toMatchObject({
      value: { kind: 'signed_in' },
    });
    const { origin, cookie } = supervisor.headers();
    const listening = openEvents({
      ...{ port: one.port, tls: one.tls },
      headers: { origin: origin.replace('desk.test', '127.0.0.1'), cookie },
    });
    await listening.prove(supervisor.device);
    await expect.poll(() => listening.events.length).toBe(1);

    // An agent signs in at the other server: the supervisor's desk is told of it by this one.
    const agent = browser(other);
    const { phoneAgent } = demo;
    const { username: name, password: word } = phoneAgent;
    expect(await agent.call('session.signIn', { username: name, password: word })).toMatchObject({
      value: { kind: 'signed_in' },
    });
    await expect.poll(() => listening.events.length).toBeGreaterThan(1);

    // The same session at the other server, by the same device; then by another one.
    const moved = browser(other, supervisor.device);
    moved.takeCookieOf(supervisor);
    expect(await moved.call('session.current', {})).toMatchObject({
      value: { session: { username } },
    });
    const thief = browser(other);
    thief.takeCookieOf(supervisor);
    expect(await thief.call('staff.list', {})).toMatchObject({ error: { code: 'not_signed_in' } });
    expect(await listening.closed).toBe(4401);
    expect(await supervisor.call('staff.list', {})).toMatchObject({
      error: { code: 'not_signed_in' },
    });
    await listening.close();

    const ends = [one, other].map(({ child }) => once(child, 'close'));
    for (const { child } of [one, other]) child.kill('SIGTERM');
    expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0]);
    const { password: secret } = new URL(here.database.server);
    const said = [...one.said, ...other.said].join('');
    expect(said).not.toContain(secret);
    expect(said).not.toMatch(/postgres(ql)?:\/\//);
  },
);

test.runIf(built)('SIGHUP takes a renewed certificate and ends nothing', async () => {
  const here = await place();
  const server = await startServer(here);
  const agent = browser(server);
  const renewed = await makeCertificate({ isAuthority: true });
  await writeFile(here.files.cert, renewed.cert);
  await writeFile(here.files.key, renewed.private);
  server.child.kill('SIGHUP');
  await expect.poll(() => server.said.join('')).toContain('web.certificate_renewed');
  await expect(agent.call('setup.status', {})).rejects.toThrow();
  const trusting = browser({ ...server, tls: { ...server.tls, ca: renewed.cert } });
  expect(await trusting.call('setup.status', {})).toMatchObject({ value: { state: 'ready' } });
});

test('what is not safe, or only half said, is misuse in one line', async () => {
  const secret = 'a-password-in-an-address';
  const database = `postgres://role:${secret}@127.0.0.1:1/countersign`;
  const wrong = [
    ['--team'],
    ['--team', '--tls-cert', 'x'],
    ['--team', '--tls-key', 'x'],
    ['--team', '--behind-proxy', 'proxy.example'],
    ['--team', '--behind-proxy', '10.0.0.2'],
    ['--team', '--behind-proxy', '10.0.0.2', '--public-url', 'http://desk.example.com'],
    ['--team', '--behind-proxy', '10.0.0.2', '--public-url', 'https://a.example', '--host', 'a'],
    ['--team', '--tls-cert', 'x', '--tls-key', 'x', '--database', ''],
    ['--team', '--tls-cert', 'x', '--tls-key', 'x', '--database', database],
    ['--team', '--tls-cert', 'x', '--tls-key', 'x', '--open'],
    ['--team', '--data-folder', 'x', '--database', database],
    ['--tls-cert', 'x'],
    ['--database', database],
    ['--team', '--pool-size', '1'],
    ['--team', '--metrics-port', '70000'],
  ];
  for (const args of wrong) {
    const env = { COUNTERSIGN_DATABASE: '', COUNTERSIGN_KEYS: '', CREDENTIALS_DIRECTORY: '' };
    const { code, stdout, stderr } = await run(['serve', ...args], { env });
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(onePlainLine);
    expect(stderr).not.toContain(secret);
  }
});

test('keys and certificates that can’t be used are told in one line', async () => {
  const { database, files, serve, tls } = await place();
  const env = { COUNTERSIGN_DATABASE: database.server };
  const other = await makeCertificate();
  await writeFile(files.key, other.private);
  const unfit = await run([...serve, ...tls], { env });
  expect({ code: unfit.code, stdout: unfit.stdout }).toEqual({ code: 1, stdout: '' });
  expect(unfit.stderr).toMatch(/is not that of the certificate/);
  const missing = await run([...serve, ...tls, '--keys', '/nowhere/keys'], { env });
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/\/nowhere\/keys is not there/);
});

test('a database on another machine without TLS is refused before anything is sent there', async () => {
  const { serve, tls } = await place();
  const keys = serve.slice(2, 4);
  const env = { COUNTERSIGN_DATABASE: 'postgres://role:hidden-password@hidden-host.example.com/x' };
  for (const command of [
    [...serve, ...tls],
    ['team', 'migrate'],
    ['audit', 'verify', ...keys],
    ['move', '--from', ...keys, '--data-folder', join(await tempFolder(), 'data')],
  ]) {
    const { code, stdout, stderr } = await run(command, { env });
    expect([command[0], code, stdout]).toEqual([command[0], 1, '']);
    expect(stderr).toMatch(onePlainLine);
    expect(stderr).toContain('sslmode=verify-full');
    expect(stderr).not.toContain('hidden');
  }
});
