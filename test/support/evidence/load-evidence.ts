import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Evidence } from './evidence.ts';

const testFolder = resolve(import.meta.dirname, '../..');

/** The evidence programs (test/evidence/*.evidence.ts), by name. */
export function loadEvidence(): Promise<readonly Evidence[]> {
  return load('evidence', '.evidence.ts');
}

/** The benchmarks (test/bench/*.bench.ts), by name. */
export function loadBenches(): Promise<readonly Evidence[]> {
  return load('bench', '.bench.ts');
}

/** Whether it is about a team's server and its database, which takes a half of the time of all. */
export function isOfTeams({ id }: Evidence): boolean {
  return id === 'move' || id.startsWith('team-');
}

async function load(folder: string, ending: string): Promise<readonly Evidence[]> {
  const names = await readdir(join(testFolder, folder)).catch(() => []);
  const programs: Evidence[] = [];
  for (const name of names.filter((file) => file.endsWith(ending)).sort()) {
    const file = join(testFolder, folder, name);
    const { evidence } = (await import(pathToFileURL(file).href)) as { evidence: Evidence };
    if (evidence.id !== basename(name, ending)) {
      throw new Error(`${name} exports the evidence "${evidence.id}": both must have one name.`);
    }
    programs.push(evidence);
  }
  return programs;
}
