import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const defaultSource = 'https://github.com/electron/electron/releases/download/';

/** How long the place it comes from may take to answer, and then the whole download. */
const answerMs = 5_000;
const downloadMs = 10 * 60_000;

/** Electron's executable, or null where its runtime has not been fetched. */
export function findElectron(): string | null {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  try {
    const name = readFileSync(join(packageFolder, 'path.txt'), 'utf8');
    const file = join(given ?? join(packageFolder, 'dist'), name);
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/**
 * Electron's executable, fetched now if need be: the package fetches its runtime at first start,
 * from a place that closed networks do not reach. Null where it can't be had; a network that does
 * not answer costs five seconds, once.
 */
export async function fetchElectron(): Promise<string | null> {
  const there = findElectron();
  if (there !== null || !(await sourceAnswers())) {
    return there;
  }
  console.log('Fetching Electron, once …');
  await runInstaller();
  return findElectron();
}

async function sourceAnswers(): Promise<boolean> {
  const source = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  try {
    const signal = AbortSignal.timeout(answerMs);
    const { status } = await fetch(source ?? defaultSource, { method: 'HEAD', signal });
    // Any page of its own will do; a gateway that answers for it will not.
    return status < 500 && status !== 403 && status !== 407;
  } catch {
    return false;
  }
}

/** The package's own installer. Broken off or failed, it leaves nothing that looks installed. */
async function runInstaller(): Promise<void> {
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadMs,
  });
  await new Promise((done) => {
    child.on('error', done);
    child.on('close', done);
  });
}
