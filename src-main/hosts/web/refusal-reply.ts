import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, Result } from '#shared/result.ts';

/** A refusal by the host itself. Neither part ever holds anything of the request. */
export interface HostRefusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Refuses: as a Result where the desk's bridge asks, as a small plain page where a person does. */
export function replyRefused(request: FastifyRequest, reply: FastifyReply, refusal: HostRefusal) {
  reply.code(refusal.status);
  if (request.method === 'POST') {
    const { code, message } = refusal;
    const result: Result<never> = { ok: false, error: { code, message } };
    return reply.type('application/json').send(JSON.stringify(result));
  }
  return reply.type('text/html; charset=utf-8').send(page(refusal.message));
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
