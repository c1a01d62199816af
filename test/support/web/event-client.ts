import { Agent, WebSocket } from 'undici';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import { contractVersion } from '#shared/contract/version.ts';
import type { Tls } from './raw-request.ts';
import type { TestDevice } from './test-device.ts';

export interface EventRequest {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: Tls | undefined;
  readonly query?: string;
}

/** One desk's WebSocket, as far as the network goes: it says nothing by itself. */
export function openEvents({ port, headers, tls, query }: EventRequest) {
  const dispatcher = new Agent(tls ? { connect: { ca: tls.ca, servername: tls.name } } : {});
  const scheme = tls ? 'wss' : 'ws';
  const asked = query ?? `contract=${contractVersion}`;
  const url = `${scheme}://127.0.0.1:${port}/events?${asked}`;
  const socket = new WebSocket(url, { headers: { ...headers }, dispatcher });
  const events: DeskEvent[] = [];
  const opened = new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true));
    socket.addEventListener('close', () => resolve(false));
  });
  /** The code it was closed with; 1006 also where it was never opened. */
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code));
  });
  socket.addEventListener('message', ({ data }) => events.push(JSON.parse(String(data))));
  return {
    socket,
    events,
    opened,
    closed,
    async prove(device: TestDevice, at?: number) {
      await opened;
      const proof = device.prove({
        channel: 'events',
        body: '',
        ...(at === undefined ? {} : { at }),
      });
      socket.send(JSON.stringify({ device: device.device, proof }));
    },
    async close() {
      socket.close();
      await closed;
      await dispatcher.close();
    },
  };
}

export type EventClient = ReturnType<typeof openEvents>;
