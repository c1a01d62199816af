import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRendererFiles } from '#main/hosts/desktop/renderer-files.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

async function files() {
  const folder = await tempFolder();
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(renderer, 'index.html'), '<h1>Desk</h1>');
  await writeFile(join(renderer, 'assets', 'main.js'), 'run()');
  await symlink(join(folder, 'secret.txt'), join(renderer, 'link.txt'));
  return createRendererFiles(renderer);
}

/** A request whose address is not tidied up on its way, as a hostile one would not be. */
const raw = (url: string, method = 'GET') => ({ url, method }) as Request;

describe('the files of the renderer', () => {
  it('are served with their type and the policy', async () => {
    const serve = await files();
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/index.html', 'text/html; charset=utf-8'],
      ['/assets/main.js', 'text/javascript; charset=utf-8'],
      ['/assets/main.js?v=1#top', 'text/javascript; charset=utf-8'],
    ] as const) {
      const response = await serve(new Request(`app://countersign${path}`));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each([
    'app://countersign/../secret.txt',
    'app://countersign/assets/../../secret.txt',
    'app://countersign/%2e%2e/secret.txt',
    'app://countersign/..%2fsecret.txt',
    'app://countersign/%2e%2e%2fsecret.txt',
    'app://countersign/..%5csecret.txt',
    'app://countersign/..\\secret.txt',
    'app://countersign//etc/passwd',
    'app://countersign/%2fetc%2fpasswd',
    'app://countersign/C:/Windows/win.ini',
    'app://countersign/file:///etc/passwd',
    'app://countersign/index.html%00.js',
    'app://countersign/index.html/',
    'app://countersign/%69ndex.html',
    'app://countersign/%E0%A4%A',
    'app://countersign/assets',
    'app://countersign/assets/',
    'app://countersign/link.txt',
    'app://countersign/__proto__',
    'app://evil/index.html',
    'app://countersign.evil/index.html',
    'app://countersign:80/index.html',
    'app://user@countersign/index.html',
    'app://countersign@evil/index.html',
    'app:/index.html',
    'app:index.html',
    'https://countersign/index.html',
    'file:///etc/passwd',
    'not an address',
  ])('are all that can be had: %s is not found', async (url) => {
    const response = await (await files())(raw(url));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('answer no %s', async (method) => {
    const response = await (await files())(raw('app://countersign/index.html', method));
    expect(response.status).toBe(404);
  });
});
