import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Backend } from '../../backend.ts';
import type { CallsUnderWay } from './calls-under-way.ts';

const paths = { alive: '/healthz', ready: '/readyz' } as const;

/** A store that does not answer within this time is not ready (milliseconds). */
const answerWithinMs = 3000;

/** Whether a request is a load balancer's question, which comes under any name and by plain http. */
export function isHealthQuestion({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === paths.alive || routeOptions.url === paths.ready;
}

/**
 * `/healthz`: the process answers. `/readyz`: the store can be used too, and the host is not about
 * to stop. Both say 200 or 503 and nothing else. However many ask, the backend is asked once at a
 * time.
 */
export function addHealthRoutes(app: FastifyInstance, backend: Backend, calls: CallsUnderWay) {
  let asking: Promise<boolean> | null = null;
  app.get(paths.alive, (_request, reply) => reply.code(200).send());
  app.get(paths.ready, async (_request, reply) => {
    asking ??= isReady(backend).finally(() => {
      asking = null;
    });
    const ready = (await asking) && !calls.closing;
    return reply.code(ready ? 200 : 503).send();
  });
}

async function isReady(backend: Backend): Promise<boolean> {
  const done = new AbortController();
  const late = pause(answerWithinMs, null, { signal: done.signal }).catch(() => null);
  const nobody = { door: 'web', token: null, operator: false } as const;
  const status = await Promise.race([backend.call('setup.status', {}, { ...nobody }), late]);
  done.abort();
  return status?.ok === true && (status.value as { state?: string }).state === 'ready';
}
