import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantedFiles, plantedViolations } from './planted.ts';

const root = resolve(import.meta.dirname, '../../..');
const { default: config } = (await import(
  pathToFileURL(join(root, '.dependency-cruiser.js')).href
)) as { default: IConfiguration };

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly totalDependenciesCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** Runs the checker as `npm run check:layers` does, in any folder. */
async function cruise(folder: string): Promise<Cruise> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = ['shared', 'src-main', 'src-renderer', 'scripts', 'test'];
  const options = ['--config', '.dependency-cruiser.js', '--output-type', 'json'];
  // Its exit code counts the violations: the output is what we want either way.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, ...options, ...folders],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((failed: { stdout: string }) => failed);
  return JSON.parse(stdout) as Cruise;
}

describe('the layering check', () => {
  let planted: string;
  let found: Cruise;
  beforeAll(async () => {
    planted = await mkdtemp(join(tmpdir(), 'countersign-layers-'));
    for (const name of ['.dependency-cruiser.js', 'tsconfig.base.json', 'package.json']) {
      await cp(join(root, name), join(planted, name));
    }
    for (const [path, text] of Object.entries(plantedFiles)) {
      await mkdir(dirname(join(planted, path)), { recursive: true });
      await writeFile(join(planted, path), text);
    }
    found = await cruise(planted);
  }, 60_000);
  afterAll(() => rm(planted, { recursive: true, force: true }));

  test.each(plantedViolations)('$rule is found in $from', ({ rule, from }) => {
    const names = found.summary.violations
      .filter((violation) => violation.from === from)
      .map((violation) => violation.rule.name);
    expect(names).toContain(rule);
  });

  test('every rule has a planted violation', () => {
    const planted = new Set(plantedViolations.map(({ rule }) => rule));
    const rules = (config.forbidden ?? []).map(({ name }) => name);
    expect([...planted].sort()).toEqual(rules.sort());
  });

  test('what is allowed is let through', () => {
    const guilty = new Set(plantedViolations.map(({ from }) => from));
    const surprising = found.summary.violations.filter(({ from }) => !guilty.has(from));
    expect(surprising).toEqual([]);
  });

  test('it sees the files of the product and follows their imports', async () => {
    const { modules, summary } = await cruise(root);
    const sources = modules.map(({ source }) => source);
    expect(sources).toContain('shared/contract/index.ts');
    expect(sources).toContain('src-main/hosts/web/web-host.ts');
    expect(sources.some((source) => /^src-renderer\/.+\.tsx$/.test(source))).toBe(true);
    expect(summary.totalDependenciesCruised).toBeGreaterThan(300);
  }, 60_000);
});
