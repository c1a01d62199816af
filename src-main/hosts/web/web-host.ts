import { access } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import staticFiles from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import type { Backend } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import { addCallRoute } from './call-route.ts';
import { createDoorPass } from './door-pass.ts';
import { addDoor, doorPath } from './door-route.ts';
import { addErrorReplies, refuseBrokenRequest } from './host-errors.ts';
import { replyRefused } from './refusal-reply.ts';
import { refuseForeign } from './request-origin.ts';
import { addResponseHeaders } from './response-headers.ts';

export interface WebHostOptions {
  readonly backend: Backend;
  /** The port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The built desk: a folder with `index.html`. */
  readonly rendererFolder: string;
  readonly logger: Logger;
  /** How long a request may take to arrive, in milliseconds. */
  readonly requestTimeoutMs?: number;
}

export interface WebHost {
  /** The link to open, with the token that is good once. */
  readonly url: string;
  /** Ends open connections too. Closing the backend is its owner's. */
  close(): Promise<void>;
}

/** Far more than the largest call of the contract needs. */
const bodyLimitBytes = 64 * 1024;

/** More than Node takes of a request's first line and headers together, in bytes. */
const longestAddress = 64 * 1024;

/**
 * Serves the desk and its calls to one browser on this machine. Listens on 127.0.0.1 alone.
 * Rejects, in words for people, when it can't listen on the port or the desk is not built.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  await access(join(options.rendererFolder, 'index.html')).catch(() => {
    throw new Error(`The desk is not built: run \`npm run build\` first.`);
  });
  const requestTimeout = options.requestTimeoutMs ?? 10_000;
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout,
    forceCloseConnections: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    clientErrorHandler: refuseBrokenRequest,
    rewriteUrl: readableUrl,
    // The router's own refusal of a long name would repeat it, before any check of ours has run.
    routerOptions: { maxParamLength: longestAddress },
    // Node looks for late requests only this often.
    http: {
      connectionsCheckingInterval: Math.min(1000, requestTimeout),
      headersTimeout: requestTimeout,
    },
  });
  app.removeContentTypeParser('text/plain');
  await addResponseHeaders(app);
  app.addHook('onRequest', async (request, reply) => {
    const foreign = refuseForeign(request);
    if (foreign !== null) {
      return replyRefused(request, reply, { code: 'not_allowed', ...foreign });
    }
  });
  await app.register(cookie);
  const pass = createDoorPass();
  addDoor(app, pass);
  addErrorReplies(app, options.logger);
  addCallRoute(app, options.backend);
  // Without the wildcard each built file is a route of its own: no other path leads to the disk.
  await app.register(staticFiles, {
    root: options.rendererFolder,
    wildcard: false,
    cacheControl: false,
    decorateReply: false,
  });
  await app.listen({ host: '127.0.0.1', port: options.port }).catch((error: Error) => {
    throw new Error(whyNotListening(error, options.port), { cause: error });
  });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${doorPath}?token=${pass.linkToken}`,
    close: () => app.close(),
  };
}

/** An address that can't be decoded would go past every check of ours: it becomes one that is nowhere. */
function readableUrl({ url = '' }: { url?: string | undefined }) {
  try {
    decodeURIComponent(url);
    return url;
  } catch {
    return '/not-readable';
  }
}

function whyNotListening(error: Error & { code?: string }, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: choose another one, or none for a free one.`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} is kept for the system: choose one above 1023, or none for a free one.`;
  }
  return `Port ${port} can't be listened on: ${error.message}`;
}
