import { app } from './app.ts';
import { powerMonitor } from './machine.ts';

/** What a test process can ask of the double it started. */
export type Request =
  | { readonly kind: 'endpoint' }
  | { readonly kind: 'lock' }
  | { readonly kind: 'clipboard-text' }
  | { readonly kind: 'put-on-clipboard'; readonly text: string }
  | { readonly kind: 'quit' };

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
  process.on('message', (message) => void reply(message as Question));
  // The channel must not keep a program alive that has quit.
  process.channel?.unref();
  process.on('disconnect', () => app.exit(0));
}

async function reply({ id, request }: Question): Promise<void> {
  const answer: Answer = { id, value: await answerTo(request) };
  process.send?.(answer);
}

async function answerTo(request: Request): Promise<string> {
  switch (request.kind) {
    case 'endpoint':
      return (await app.browser()).endpoint;
    case 'lock':
      powerMonitor.emit('lock-screen');
      return '';
    case 'clipboard-text':
      return (await app.browser()).clipboardText();
    case 'put-on-clipboard':
      await (await app.browser()).putOnClipboard(request.text);
      return '';
    case 'quit':
      app.quit();
      return '';
  }
}
