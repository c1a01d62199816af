import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tempFolder } from '#test/support/temp-folder.ts';
import { afterPack } from '../../../scripts/state-every-fuse.ts';

const configuration = parse(await readFile('electron-builder.yml', 'utf8')) as Configuration;

describe('electron-builder.yml', () => {
  it('packs for the three systems', () => {
    expect(configuration.productName).toBe('Countersign');
    expect(configuration.win?.target).toMatchObject([{ target: 'nsis' }]);
    expect(configuration.mac?.target).toMatchObject([{ target: 'dmg' }]);
    expect(configuration.linux?.target).toMatchObject([{ target: 'AppImage' }, { target: 'deb' }]);
    expect(configuration.publish).toBeNull();
  });

  it('leaves native modules outside the archive, as they were published', () => {
    expect(configuration.asar).toBe(true);
    expect(configuration.asarUnpack).toEqual([
      'node_modules/better-sqlite3/**',
      'node_modules/argon2/**',
    ]);
    expect(configuration.npmRebuild).toBe(false);
    expect(configuration.files).toContain('!node_modules/argon2/{argon2,build}/**');
  });

  it('has one list of files, for a second one would replace it', () => {
    for (const system of [configuration.win, configuration.mac, configuration.linux]) {
      expect(system?.files).toBeUndefined();
    }
  });

  it('states the eight fuses it knows', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(configuration.afterPack).toBe('./scripts/state-every-fuse.ts');
  });
});

describe('the hook after packing', () => {
  /** The fuses as Electron has them in its executable: a marker, a version, a length, the states. */
  const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const wire = (states: string) =>
    Buffer.concat([Buffer.from(marker), Buffer.from([1, states.length]), Buffer.from(states)]);

  async function packed(states: string, fuses: Configuration['electronFuses']) {
    const appOutDir = await tempFolder();
    await writeFile(join(appOutDir, 'countersign'), wire(states));
    const packager = {
      appInfo: { name: 'countersign', productFilename: 'Countersign' },
      config: { electronFuses: fuses },
    };
    const context = { appOutDir, electronPlatformName: 'linux', packager };
    await afterPack(context as unknown as AfterPackContext);
    return (await readFile(join(appOutDir, 'countersign'))).subarray(marker.length + 2).toString();
  }

  const fuses = configuration.electronFuses;

  it('burns all nine into the executable', async () => {
    await expect(packed('101100011', fuses)).resolves.toBe('010011001');
  });

  it('refuses an Electron that has a fuse nobody has stated', async () => {
    await expect(packed('1011000111', fuses)).rejects.toThrow();
  });

  it('refuses a configuration that leaves one out', async () => {
    const { runAsNode: _leftOut, ...others } = fuses ?? {};
    await expect(packed('101100011', others)).rejects.toThrow('runAsNode');
  });
});
