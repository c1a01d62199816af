import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

/** electron-builder's name of each fuse it knows; the ninth is stated here until it does. */
type BuilderFuse = Exclude<
  keyof NonNullable<Configuration['electronFuses']>,
  'resetAdHocDarwinSignature'
>;

/**
 * States all nine fuses in the packed executable: the eight of electron-builder.yml and the ninth.
 * electron-builder writes its eight once more afterwards, with the same values.
 *
 * @throws Error when a fuse is not stated, or when this Electron has one that nobody has thought of
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const stated = context.packager.config.electronFuses;
  const fuse = (name: BuilderFuse): boolean => {
    const value = stated?.[name];
    if (value === undefined) throw new Error(`electron-builder.yml does not state ${name}.`);
    return value;
  };
  await flipFuses(executableOf(context), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: fuse('runAsNode'),
    [FuseV1Options.EnableCookieEncryption]: fuse('enableCookieEncryption'),
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: fuse(
      'enableNodeOptionsEnvironmentVariable',
    ),
    [FuseV1Options.EnableNodeCliInspectArguments]: fuse('enableNodeCliInspectArguments'),
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: fuse(
      'enableEmbeddedAsarIntegrityValidation',
    ),
    [FuseV1Options.OnlyLoadAppFromAsar]: fuse('onlyLoadAppFromAsar'),
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: fuse(
      'loadBrowserProcessSpecificV8Snapshot',
    ),
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: fuse('grantFileProtocolExtraPrivileges'),
    // On, as Electron has it: the desk runs no WebAssembly, and without it V8 only checks slower.
    [FuseV1Options.WasmTrapHandlers]: true,
  });
}

function executableOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const name = packager.appInfo.productFilename;
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${name}.app`);
    case 'win32':
      return join(appOutDir, `${name}.exe`);
    default:
      return join(appOutDir, packager.config.linux?.executableName ?? packager.appInfo.name);
  }
}
