import { contractVersion } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';

/** Why a desk of this version is not served, or null. A desk that says none is older than versions. */
export function refuseOtherVersion(said: unknown): Result<never> | null {
  const app = typeof said === 'string' && /^\d{1,9}$/.test(said) ? Number(said) : 0;
  if (app === contractVersion) return null;
  const message =
    app < contractVersion
      ? 'The server is newer than this desk. Reload the page in a browser, or install the newest Countersign; then go on.'
      : 'The server is older than this desk. Ask whoever runs the server to upgrade it; until then use the version that you had.';
  const details = { server: contractVersion, app };
  return { ok: false, error: { code: 'other_version', message, details } };
}
