import type { WebHost } from '#main/hosts/web/web-host.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import type { AuditAction } from '#shared/contract/audit.contract.ts';
import { servedName, serveTeamDesk } from '../team/served-desk.ts';
import { must, operatorDesk } from '../test-desk.ts';
import { send } from '../web/raw-request.ts';
import { Visitor } from './visitor.ts';

/** The public address of the door behind a proxy. */
const proxied = 'https://team.example.com';

/**
 * A team's server to be attacked: the door as it is served, one that bears less so that nobody waits
 * for it, and one behind a proxy on this machine.
 */
export async function startAttackedTeam() {
  const served = await serveTeamDesk();
  const doors = {
    usual: await served.open(),
    hasty: await served.open({}, { requestTimeoutMs: 1500, firstMessageMs: 800, ...few }),
    proxied: await served.open({ tls: null, behindProxy: '127.0.0.1', publicUrl: proxied }),
  };
  const beside = await openPostgresStore({
    database: served.database.owner,
    poolSize: 3,
    logger: served.log,
  });
  const tls = { ca: served.certificate.cert, name: servedName };
  const visitor = (door: keyof typeof doors = 'usual', from?: string) => {
    const { port } = doors[door];
    const authority = door === 'proxied' ? new URL(proxied).host : `${servedName}:${port}`;
    const by = door === 'proxied' ? undefined : tls;
    return new Visitor({ port, authority, tls: by, from, now: () => served.backend.now() });
  };
  return {
    ...{ served, doors, tls, visitor },
    /** How often the log holds an action. */
    async recorded(action: AuditAction): Promise<number> {
      const { count } = await beside.store
        .selectFrom('audit_log')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('action', '=', action)
        .executeTakeFirstOrThrow();
      return count;
    },
    /** A counter of all the doors together, by its name and labels as Prometheus is told. */
    async counted(series: string): Promise<number> {
      const texts = await Promise.all(Object.values(doors).map(figuresOf));
      return texts
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.startsWith(`${series} `))
        .reduce((sum, line) => sum + Number(line.slice(series.length)), 0);
    },
    wholeLog: async () => must(await operatorDesk(served.backend).audit.check({})).whole,
    async close() {
      await beside.close();
      await served.close();
    },
  };
}

const few = { requestsPerTenSeconds: 100 };

async function figuresOf({ metricsPort }: WebHost): Promise<string> {
  const port = metricsPort ?? 0;
  return (await send({ port, path: '/metrics', headers: { host: `127.0.0.1:${port}` } })).body;
}

export type AttackedTeam = Awaited<ReturnType<typeof startAttackedTeam>>;
