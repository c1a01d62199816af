import { access } from 'node:fs/promises';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Backend } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import { renewCertificate } from './certificate-renewal.ts';
import { buildDeskApp } from './desk-app.ts';
import { createDoorPass } from './door-pass.ts';
import { doorPath } from './door-route.ts';
import { type DoorSettings, openPlace } from './door-settings.ts';
import { type HostLimits, hostLimits } from './host-limits.ts';
import { HostMetrics } from './host-metrics.ts';
import { whyNotListening } from './listening.ts';
import { serveMetrics } from './metrics-server.ts';
import { RefusalLog } from './refusal-log.ts';

export interface WebHostOptions {
  readonly backend: Backend;
  readonly door: DoorSettings;
  /** The built desk: a folder with `index.html`. */
  readonly rendererFolder: string;
  readonly logger: Logger;
  /** The port on 127.0.0.1 for figures in the Prometheus text format; none unless given. */
  readonly metricsPort?: number | undefined;
  /** Tests may shorten a wait; what is refused stays the same. */
  readonly limits?: Partial<HostLimits>;
}

export interface WebHost {
  /** Where the desk is: on loopback the link to open, with the token that is good once. */
  readonly url: string;
  /** The port it listens on, and that of its figures. */
  readonly port: number;
  readonly metricsPort: number | null;
  /** Takes the certificate's files as they are now. */
  renewCertificate(): Promise<void>;
  /**
   * Says that it is not ready any more, listens no longer, ends WebSockets, lets calls under way
   * end, and closes every connection. Closing the backend is its owner's.
   */
  close(): Promise<void>;
}

/**
 * Serves the desk and its calls: to one browser on this machine, or to a team. Rejects, in words for
 * people, when its settings are not safe, it can't listen, or the desk is not built.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { door, logger } = options;
  await access(join(options.rendererFolder, 'index.html')).catch(() => {
    throw new Error(`The desk is not built: run \`npm run build\` first.`);
  });
  const limits = { ...hostLimits, ...options.limits };
  const { place, certificate } = await openPlace(door);
  const refusals = door.kind === 'team' ? new RefusalLog(logger) : null;
  const metrics = new HostMetrics(refusals);
  const pass = door.kind === 'loopback' ? createDoorPass() : null;
  const desk = await buildDeskApp({ ...options, place, certificate, pass, metrics, limits });
  const server = desk.app.server;
  const host = door.kind === 'loopback' ? '127.0.0.1' : door.host;
  await desk.app.listen({ host, port: door.port }).catch(async (error: Error) => {
    await desk.close();
    throw new Error(whyNotListening(error, door.port), { cause: error });
  });
  const figures = await startFigures(metrics, options.metricsPort).catch(async (error: Error) => {
    await desk.close();
    throw error;
  });
  const renewal =
    certificate &&
    renewCertificate(server as unknown as HttpsServer, certificate, {
      logger,
      everyMs: limits.certificateCheckMs,
    });
  const { port } = server.address() as AddressInfo;
  const url = place.url(port);
  return {
    url: pass === null ? url : `${url}${doorPath}?token=${pass.linkToken}`,
    port,
    metricsPort: figures?.port ?? null,
    async renewCertificate() {
      await renewal?.renew();
    },
    async close() {
      renewal?.stop();
      await desk.close();
      await figures?.close();
      refusals?.end();
    },
  };
}

async function startFigures(metrics: HostMetrics, port: number | undefined) {
  return port === undefined ? null : serveMetrics(metrics, port);
}
