import { unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import type { Logger } from '../../platform/logger.ts';
import type { ServedCertificate } from './certificate.ts';

/**
 * Lets a running server take a renewed certificate, when its files change and when it is told to.
 * Files that can't be served with are said in the log and leave the old certificate in its place:
 * of a pair that is written one after the other, the first alone is such a state.
 */
export function renewCertificate(
  server: Server,
  certificate: ServedCertificate,
  { logger, everyMs }: { readonly logger: Logger; readonly everyMs: number },
) {
  const renew = async () => {
    try {
      await certificate.renew();
      server.setSecureContext(certificate.context);
      logger.info('web.certificate_renewed');
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      logger.error('web.certificate_not_renewed', { why });
    }
  };
  const onChange = () => void renew();
  // By name and by looking, not by the file system's own notes: renewals swap links and folders.
  for (const file of certificate.files) watchFile(file, { interval: everyMs }, onChange);
  return {
    renew,
    stop() {
      for (const file of certificate.files) unwatchFile(file, onChange);
    },
  };
}
