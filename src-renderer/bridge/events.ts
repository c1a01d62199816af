import type { DeskEvent } from '#shared/contract/desk-event.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { pauseBefore } from '#shared/rules/reconnect.ts';
import { onAway, onReturn, setTold } from './bridge-state.ts';
import { deviceKey } from './device-key.ts';

export type Look = DeskEvent['look'];
type Listener = (look: Look) => void;

const everything: Look = ['session', 'pulse'];
/** The server's word that the session is over, or is not this browser's. */
const sessionEnded = 4401;

/**
 * Tells a signed-in desk when to look again, until what is given is called. The desktop's main
 * process tells the page; a browser keeps a WebSocket, opened again with growing pauses, from the
 * last event it has seen.
 */
export function followEvents(listener: Listener): () => void {
  return window.desk ? followWindow(listener) : new EventLine(listener).start();
}

function followWindow(listener: Listener): () => void {
  const look = () => listener(everything);
  window.addEventListener('desk-look', look);
  return () => window.removeEventListener('desk-look', look);
}

class EventLine {
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #seq: number | null = null;
  #stopped = false;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  start(): () => void {
    const forget = [
      // What does not answer calls tells nothing either, however open it seems.
      onAway(() => this.#socket?.close()),
      onReturn(() => this.#openNow()),
    ];
    void this.#open();
    return () => {
      this.#stopped = true;
      for (const one of forget) one();
      clearTimeout(this.#timer);
      this.#socket?.close();
      setTold(false);
    };
  }

  #openNow(): void {
    this.#attempt = 0;
    clearTimeout(this.#timer);
    if (this.#socket === null) void this.#open();
  }

  async #open(): Promise<void> {
    const key = await deviceKey();
    if (this.#stopped || this.#socket !== null) return;
    if (key === null) return this.#openLater();
    const url = new URL('/events', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('contract', String(contractVersion));
    if (this.#seq !== null) url.searchParams.set('after', String(this.#seq));
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = async () => {
      const proof = await key.prove('events', '');
      socket.send(JSON.stringify({ device: key.device, proof }));
    };
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lost(code);
  }

  #hear({ seq, look }: DeskEvent): void {
    if (this.#stopped) return;
    // What happened between the sign-in and the first watch was told to nobody.
    const first = this.#seq === null;
    this.#seq = seq;
    this.#attempt = 0;
    setTold(true);
    const where = first ? everything : look;
    if (where.length > 0) this.#listener(where);
  }

  #lost(code: number): void {
    this.#socket = null;
    if (this.#stopped) return;
    setTold(false);
    if (code === sessionEnded) this.#listener(['session']);
    this.#openLater();
  }

  #openLater(): void {
    this.#timer = setTimeout(() => void this.#open(), pauseBefore(this.#attempt, Math.random()));
    this.#attempt += 1;
  }
}
