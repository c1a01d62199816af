import type { FastifyInstance } from 'fastify';
import type { DoorPass } from './door-pass.ts';
import { loopbackCookie } from './loopback-place.ts';
import type { HostRefusal, Refuse } from './refusal-reply.ts';

export const doorPath = '/enter';

const notLetIn: HostRefusal = {
  status: 401,
  kind: 'door',
  code: 'not_allowed',
  message:
    'This browser has not been let in, or the link was used before. Stop Countersign where it runs, start it again, and open the link it prints.',
};

/**
 * Keeps everything behind the door cookie, static files included, and lets in whoever brings the
 * link's token. Getting it from a prefetch would spend it unseen, so that is refused.
 */
export function addDoor(app: FastifyInstance, pass: DoorPass, refuse: Refuse) {
  app.addHook('onRequest', async (request, reply) => {
    const entering = request.method === 'GET' && request.routeOptions.url === doorPath;
    if (!entering && !pass.admits(request.cookies[loopbackCookie(request, 'door').name])) {
      return refuse(request, reply, notLetIn);
    }
  });
  app.get<{ Querystring: { token?: unknown } }>(
    doorPath,
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { token } = request.query;
      const speculative = request.headers['sec-purpose'] !== undefined;
      const cookie = typeof token === 'string' && !speculative ? pass.exchange(token) : null;
      if (cookie === null) {
        return refuse(request, reply, notLetIn);
      }
      const { name, attributes } = loopbackCookie(request, 'door');
      reply.setCookie(name, cookie, attributes);
      return reply.redirect('/', 303);
    },
  );
}
