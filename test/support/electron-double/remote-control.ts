import { app } from './app.ts';
import { powerMonitor } from './machine.ts';

/** What a test process can ask of the double it started. */
const requests = {
  /** Where Chromium can be reached by the DevTools protocol. */
  endpoint: async () => (await app.launched()).endpoint,
  clipboardText: async () => (await app.launched()).clipboardText(),
  lock: async () => {
    powerMonitor.emit('lock-screen');
    return '';
  },
  quit: async () => {
    app.quit();
    return '';
  },
} satisfies Record<string, () => Promise<string>>;

export type Request = keyof typeof requests;

export interface Question {
  readonly id: number;
  readonly request: Request;
}

export interface Answer {
  readonly id: number;
  readonly value: string;
}

/** Answers a test process, if one started this process with an IPC channel. */
export function listenForTests(): void {
  if (process.send === undefined) return;
  process.on('message', (message) => {
    if (isQuestion(message)) void answer(message);
  });
  // The channel must not keep a program alive that has quit, nor one whose test has gone.
  process.channel?.unref();
  process.on('disconnect', () => app.exit(0));
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'request' in message;
}

async function answer({ id, request }: Question): Promise<void> {
  const reply: Answer = { id, value: await requests[request]() };
  process.send?.(reply);
}
