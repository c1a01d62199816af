import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newMailRoom, secretCode } from '#test/support/mail/mail-room.ts';
import { newSmtpStand } from '#test/support/mail/smtp-stand.ts';
import { startProgram } from '#test/support/processes.ts';
import { openBackend } from '#test/support/test-desk.ts';

const program = resolve('test/support/workers/mail-desk.ts');
const messageId = (raw: string | undefined) => /^Message-ID: (.*)$/im.exec(raw ?? '')?.[1];

test('a desk killed in the midst of a delivery loses no mail: another one sends it, as the same', async () => {
  const room = await newMailRoom();
  const stand = await newSmtpStand();
  await room.set(stand.port);
  await room.queue('set_password', 24 * 60);
  const heard = new Promise<string>((came) => {
    stand.onText = async (raw) => {
      came(raw);
      await new Promise(() => {});
    };
  });
  const desk = startProgram(program, [room.folder]);
  onTestFinished(() => void desk.child.kill('SIGKILL'));
  await desk.line();
  const first = await heard;
  desk.child.kill('SIGKILL');
  await desk.ended();
  // What was charged stays charged, and the mail waits for its next try.
  expect(await room.list()).toMatchObject([{ state: 'waiting', tries: 1 }]);

  stand.onText = null;
  room.clock.time = Date.now() + 2 * 60_000;
  const second = await openBackend(room.folder, { clock: room.clock, workers: true });
  onTestFinished(() => second.close());
  await expect.poll(() => stand.received.length).toBe(1);
  await expect.poll(room.list).toMatchObject([{ state: 'sent', tries: 2 }]);
  const [received] = stand.received;
  expect(received?.raw).toContain(secretCode);
  // Had the server taken the first one, the recipient's would know the second as the same.
  expect(messageId(received?.raw)).toBe(messageId(first));
  expect(messageId(first)).toMatch(/@hosting\.example>$/);
});
