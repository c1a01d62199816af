import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isAppAddress } from './app-address.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The web host's policy, and stricter by one line: the desktop screen connects to nothing. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const protectingHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * Serves the built renderer under the app's scheme. What can be asked for is the list of files that
 * were there at start, by their exact names: a path that is not in the list leads nowhere, however
 * it is written, so no rule about `..` or encodings is needed.
 *
 * @param folder the built renderer (`out/renderer`)
 * @returns the handler for `protocol.handle`: 200 with the file, 404 for everything else
 */
export async function createRendererFiles(
  folder: string,
): Promise<(request: Request) => Promise<Response>> {
  const files = new Map(await listFiles(folder, '/'));
  return async (request) => {
    const file = isAppAddress(request.url) ? files.get(pathOf(request.url)) : undefined;
    if (request.method !== 'GET' || file === undefined) {
      return new Response('Not found', { status: 404, headers: protectingHeaders });
    }
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { ...protectingHeaders, 'Content-Type': type },
    });
  };
}

function pathOf(address: string): string {
  const { pathname } = new URL(address);
  return pathname === '/' ? '/index.html' : pathname;
}

async function listFiles(folder: string, prefix: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries.map(async (entry): Promise<[string, string][]> => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path, `${prefix}${entry.name}/`);
    return entry.isFile() ? [[prefix + entry.name, path]] : [];
  });
  return (await Promise.all(lists)).flat();
}
