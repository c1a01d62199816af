import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Logger } from '../../platform/logger.ts';
import type { RefusalKind } from './refusal-kinds.ts';
import type { HostRefusal, Refuse } from './refusal-reply.ts';

const notFound: HostRefusal = {
  status: 404,
  kind: 'form',
  code: 'not_found',
  message: 'There is nothing at this address.',
};

/** What a request is refused for by its form, by status. The words are ours, never the parser's. */
const byStatus: ReadonlyMap<number, HostRefusal> = new Map(
  [
    notFound,
    { status: 400, message: 'The request is not well formed.' },
    { status: 413, message: 'The request is larger than the desk ever sends.' },
    { status: 414, message: 'The address is longer than the desk ever uses.' },
    { status: 415, message: 'A call carries JSON and nothing else.' },
  ].map((refusal) => [
    refusal.status,
    { kind: 'form', code: 'invalid_input', ...refusal } as const,
  ]),
);

function tooMany(retryAfter: unknown): HostRefusal {
  return {
    status: 429,
    kind: 'rate',
    code: 'store_unavailable',
    message: `Too many requests come from this network address. Nothing was changed; try again in ${Number(retryAfter)} seconds.`,
  };
}

/** Errors never echo what came in: a fixed sentence outside, a reference in the log inside. */
export function addErrorReplies(app: FastifyInstance, logger: Logger, refuse: Refuse) {
  app.setNotFoundHandler((request, reply) => refuse(request, reply, notFound));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // A body that was not read to its end must not be taken for the next request.
    reply.header('Connection', 'close');
    const refusal =
      error.statusCode === 429
        ? tooMany(reply.getHeader('retry-after'))
        : byStatus.get(error.statusCode ?? 500);
    if (refusal !== undefined) {
      return refuse(request, reply, refusal);
    }
    const reference = randomUUID();
    logger.error('web.request_failed', { reference, error: error.code ?? error.name });
    return refuse(request, reply, {
      status: 500,
      kind: 'internal',
      code: 'internal',
      message: `Something went wrong in Countersign. Try again; the log has it under ${reference}.`,
    });
  });
}

/** Answers bytes that are no request, and requests that come too slowly, without a word of them. */
export function refuseBrokenRequest(
  error: Error & { code?: string },
  socket: Socket & { readonly secureConnecting?: boolean },
) {
  // Before TLS stands nothing can be said, and an end that has to be said first would never come.
  if (socket.secureConnecting) {
    socket.destroy();
    return;
  }
  if (socket.writable && error.code !== 'ECONNRESET') {
    const status =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
  socket.destroySoon();
}

/** What such an error is counted as; null where the other side has only gone. */
export function kindOfBroken({ code = '' }: { code?: string }): RefusalKind | null {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' || code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return 'slow';
  if (code.startsWith('HPE_')) return 'form';
  return code.startsWith('ERR_SSL_') || code === 'EPROTO' ? 'tls' : null;
}
