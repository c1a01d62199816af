import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A call's body: the input as parsed, and what the device signed of it. */
export interface CallBody {
  readonly input: unknown;
  /** SHA-256 of the exact bytes, in lower-case hex. */
  readonly bodyHash: string;
}

/** Takes JSON and nothing else; keys that would reach a prototype are refused. */
export function addCallBodies(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      void parseJson(request, bytes.toString(), (error, input) => {
        if (error) done(error);
        else done(null, { input, bodyHash: hashOf(bytes) } satisfies CallBody);
      });
    },
  );
}

/** Refuses a POST without a body as any other that is not well formed: with status 400. */
export function assertBody(body: CallBody | null | undefined): asserts body is CallBody {
  if (!body) throw Object.assign(new Error('A call without a body'), { statusCode: 400 });
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The hash of a body that is none: what a WebSocket's first message is signed over. */
export const emptyBodyHash = hashOf(Buffer.alloc(0));
