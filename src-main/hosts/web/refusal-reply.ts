import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, Result } from '#shared/result.ts';
import type { HostMetrics } from './host-metrics.ts';
import type { RefusalKind } from './refusal-kinds.ts';

/** A refusal by the host itself. Neither part ever holds anything of the request. */
export interface HostRefusal {
  readonly status: number;
  readonly kind: RefusalKind;
  readonly code: ErrorCode;
  readonly message: string;
}

export type Refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: HostRefusal,
) => FastifyReply;

/** Refuses and counts it: as a Result where the desk's bridge asks, as a plain page for a person. */
export function refuseCounted(metrics: HostMetrics): Refuse {
  return (request, reply, { status, kind, code, message }) => {
    metrics.refused(kind);
    reply.code(status);
    if (request.method === 'POST') {
      const result: Result<never> = { ok: false, error: { code, message } };
      return reply.type('application/json').send(JSON.stringify(result));
    }
    return reply.type('text/html; charset=utf-8').send(page(message));
  };
}

function page(message: string) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Countersign</title>
<h1>Countersign</h1>
<p>${message}</p>
</html>
`;
}
