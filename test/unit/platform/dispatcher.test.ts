import { expect, test } from 'vitest';
import { Dispatcher } from '#main/platform/dispatcher.ts';
import type { LogFields } from '#main/platform/logger.ts';

const secret = 'my-code-on-a-line-of-its-own';
const caller = { door: 'web', token: null, operator: false } as const;

test('a defect tells outside a reference, and the log where it was, never what was sent', async () => {
  const logged: { event: string; fields: LogFields | undefined }[] = [];
  const log = (event: string, fields?: LogFields) => logged.push({ event, fields });
  const dispatcher = new Dispatcher(
    {
      handlers: async () => ({
        status: async () => {
          throw new Error(`It was ${secret}\n    at ${secret} (${secret}:1:1)\n`);
        },
      }),
      session: async () => null,
      touch: async () => {},
      noteRoleRefused: async () => {},
      noteCardRefused: async () => {},
    },
    { info: log, error: log },
  );
  const result = await dispatcher.call('setup.status', {}, { ...caller });
  expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(JSON.stringify([result, logged])).not.toContain(secret);
  const [{ event, fields } = { event: '', fields: {} }] = logged;
  expect(event).toBe('call.failed');
  expect(fields?.['where']).toContain('dispatcher.test.ts');
  expect(JSON.stringify(result)).toContain(String(fields?.['reference']));
});
