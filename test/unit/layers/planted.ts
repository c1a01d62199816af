/** A small product in which every rule of `.dependency-cruiser.js` is broken once, in a file of its own. */

/** Files that break nothing, with the imports that must stay allowed. */
const allowed = {
  'shared/contract.ts': "import { z } from 'zod';\nexport const one = z.number();\n",
  'src-main/platform/clock.ts':
    "import { one } from '#shared/contract.ts';\nexport const now = one;\n",
  'src-main/platform/hasher.ts': "import argon2 from 'argon2';\nexport const hash = argon2;\n",
  'src-main/codes/cycle-b.ts': "import './cycle-a.ts';\n",
  'src-main/codes/codes.queries.ts':
    "import { now } from '../platform/clock.ts';\nexport const read = now;\n",
  'src-main/codes/codes.service.ts':
    "import { read } from './codes.queries.ts';\nexport const codes = read;\n",
  'src-main/codes/code-policy.ts':
    "import { one } from '#shared/contract.ts';\nexport const policy = one;\n",
  'src-main/verification/verification.service.ts':
    "import { policy } from '../codes/code-policy.ts';\nexport const verify = policy;\n",
  'src-main/demo/demo-codes.ts':
    "import { one } from '#shared/contract.ts';\nexport const demo = one;\n",
  'src-main/backend.ts':
    "import { codes } from './codes/codes.service.ts';\nimport { verify } from './verification/verification.service.ts';\nexport const backend = [codes, verify];\n",
  'src-main/hosts/web/web-host.ts':
    "import { backend } from '../../backend.ts';\nimport { now } from '../../platform/clock.ts';\nexport const web = [backend, now];\n",
  'src-main/hosts/desktop/window.ts':
    "import { app } from 'electron';\nimport { backend } from '../../backend.ts';\nexport const desktop = [app, backend];\n",
  'src-main/hosts/cli/serve.ts':
    "import { demo } from '../../demo/demo-codes.ts';\nimport { web } from '../web/web-host.ts';\nexport const serve = [web, demo];\n",
  'src-renderer/strings/words.ts':
    "import { one } from '#shared/contract.ts';\nexport const words = one;\n",
  'src-renderer/ui/button.tsx':
    "import { useState } from 'react';\nimport { words } from '../strings/words.ts';\nexport const button = [useState, words];\n",
  'src-renderer/features/log/log.tsx':
    "import { button } from '../../ui/button.tsx';\nexport const log = button;\n",
  'scripts/start.ts':
    "import { serve } from '#main/hosts/cli/serve.ts';\nexport const start = serve;\n",
  'test/support/door.ts':
    "import { start } from '../../scripts/start.ts';\nexport const door = start;\n",
};

/** One file for each rule: it imports `what` and so breaks `rule`. */
const guilty: readonly (readonly [rule: string, from: string, ...what: string[]])[] = [
  ['no-cycles', 'src-main/codes/cycle-a.ts', './cycle-b.ts'],
  ['no-unresolvable', 'src-main/platform/lost.ts', '#main/platform/no-such-file.ts'],
  ['no-orphans', 'src-main/platform/left-over.ts'],
  ['shared-stands-alone', 'shared/reads-files.ts', 'node:fs'],
  ['shared-stands-alone', 'shared/draws.ts', 'react'],
  ['shared-stands-alone', 'shared/knows-main.ts', '#main/platform/clock.ts'],
  ['renderer-only-shared', 'src-renderer/features/log/reach.ts', '#main/platform/clock.ts'],
  ['renderer-without-node', 'src-renderer/features/log/paths.ts', 'node:path'],
  ['ui-knows-no-feature', 'src-renderer/ui/log-button.tsx', '../features/log/log.tsx'],
  ['platform-below-rooms', 'src-main/platform/knows-codes.ts', '../codes/code-policy.ts'],
  ['rooms-below-backend', 'src-main/codes/calls-itself.ts', '../backend.ts'],
  ['rooms-below-backend', 'src-main/codes/knows-web.ts', '../hosts/web/web-host.ts'],
  ['rooms-keep-their-queries', 'src-main/verification/peeks.ts', '../codes/codes.queries.ts'],
  ['rooms-keep-their-queries', 'src-main/verification/alias.ts', '#main/codes/codes.queries.ts'],
  ['backend-below-hosts', 'src-main/other-backend.ts', './hosts/web/web-host.ts'],
  ['hosts-through-backend', 'src-main/hosts/web/shortcut.ts', '../../codes/codes.service.ts'],
  ['hosts-apart', 'src-main/hosts/desktop/borrows.ts', '../web/web-host.ts'],
  ['command-line-without-desktop', 'src-main/hosts/cli/opens.ts', '../desktop/window.ts'],
  ['electron-in-desktop-only', 'src-main/platform/uses-electron.ts', 'electron'],
  ['electron-in-desktop-only', 'src-renderer/features/log/uses-electron.ts', 'electron'],
  ['native-modules-in-platform', 'src-main/codes/hashes.ts', 'argon2'],
  ['native-modules-in-platform', 'src-main/codes/opens-store.ts', 'better-sqlite3'],
  ['product-without-tests', 'src-main/hosts/web/doubled.ts', '#test/support/door.ts'],
  ['product-without-tests', 'src-main/hosts/web/scripted.ts', '../../../scripts/start.ts'],
  ['main-without-dev-dependencies', 'src-main/platform/tooled.ts', 'vitest'],
];

export const plantedViolations = guilty.map(([rule, from]) => ({ rule, from }));

/** Packages stand in by name: the checker only resolves them. */
const packages = ['zod', 'react', 'electron', 'argon2', 'better-sqlite3', 'vitest'];

export const plantedFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
  ...allowed,
  ...Object.fromEntries(
    guilty.map(([, from, ...what]) => [
      from,
      what.map((path) => `import '${path}';\n`).join('') || 'export const alone = 1;\n',
    ]),
  ),
};
