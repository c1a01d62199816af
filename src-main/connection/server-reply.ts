import { parseCookie } from 'undici';
import { z } from 'zod';
import { errorCodes, type Result } from '#shared/result.ts';
import { ServerFailure } from './server-failure.ts';
import type { Reply } from './server-line.ts';

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const result = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string(),
      details: z.record(z.string(), fact).optional(),
    }),
  }),
]);

/** The session's cookie on a team's server: `__Host-` binds it to TLS and to that very host. */
export const sessionCookie = '__Host-countersign';

/**
 * What the server has answered. Throws `ServerFailure` where no desk's server did: a proxy whose
 * server is away (5xx without a Result), or somebody else's page.
 */
export function resultIn({ status, body }: Reply): Result<unknown> {
  const parsed = result.safeParse(body);
  if (parsed.success) return parsed.data as Result<unknown>;
  throw new ServerFailure(status >= 500 ? 'no_answer' : 'no_desk');
}

/** The session's token as a reply sets it: undefined when it does not, null when it takes it away. */
export function tokenIn({ setCookies }: Reply): string | null | undefined {
  let token: string | null | undefined;
  for (const line of setCookies) {
    const cookie = parseCookie(line);
    if (cookie?.name !== sessionCookie) continue;
    const gone = cookie.value === '' || (cookie.maxAge !== undefined && cookie.maxAge <= 0);
    token = gone || !/^[\w-]{16,256}$/.test(cookie.value) ? null : cookie.value;
  }
  return token;
}
