import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawRequest {
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Comes by TLS and trusts this certificate alone; the name is what it asks the server for. */
  readonly tls?: Tls | undefined;
  /** The address of this machine that it comes from. */
  readonly from?: string;
}

export interface Tls {
  readonly ca: string;
  readonly name: string;
}

const tlsOptions = (tls: Tls) => ({ ca: tls.ca, servername: tls.name });

/** Sends exactly these headers and path: unlike fetch, it tidies nothing and follows nothing. */
export function send(raw: RawRequest) {
  const { port, method = 'GET', path = '/', headers = {}, body, tls, from } = raw;
  const request = tls ? tlsRequest : plainRequest;
  return new Promise<RawReply>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        ...{ port, method, path, headers: { ...headers }, agent: false },
        ...(tls ? tlsOptions(tls) : {}),
        ...(from === undefined ? {} : { localAddress: from }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Sends bytes as they are and returns all that came back when the other side closed. */
export function sendBytes(port: number, bytes: string, tls?: Tls) {
  return new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const to = { host: '127.0.0.1', port };
    const say = () => socket.write(bytes);
    const socket = tls ? tlsConnect({ ...to, ...tlsOptions(tls) }, say) : connect(to, say);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}
