/**
 * Who may import whom: hosts -> backend -> rooms -> platform -> shared; the renderer only shared.
 * test/unit/layers plants a violation of each rule and expects it to be found.
 */

const room = '^src-main/((?!hosts/|platform/)[^/]+)/';
const product = '^(src-main|src-renderer|shared)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing cut in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that this checker can not follow is one it can not judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it imports nothing: it is left over.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '^scripts/require-node\\.js$', '^test/support/.+\\.js$'],
      },
      to: {},
    },
    {
      name: 'shared-stands-alone',
      comment: 'Both processes agree on shared: no Node, no Electron, nothing of either process.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/(zod|any-ascii)/'] },
    },
    {
      name: 'renderer-only-shared',
      comment: 'What the screen needs of the main process it asks for through the desk.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main|scripts|test)/' },
    },
    {
      name: 'renderer-without-node',
      comment: 'The renderer is sandboxed: Node is not there.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'ui/ holds parts that every feature can use.',
      severity: 'error',
      from: { path: '^src-renderer/ui/' },
      to: { path: '^src-renderer/(?!ui/|strings/)' },
    },
    {
      name: 'platform-below-rooms',
      comment: 'The platform serves every room and knows none.',
      severity: 'error',
      from: { path: '^src-main/platform/' },
      to: { path: '^src-main/(?!platform/)' },
    },
    {
      name: 'rooms-below-backend',
      comment: 'A room is handed what it needs by backend.ts and knows no host.',
      severity: 'error',
      from: { path: room },
      to: { path: '^src-main/(hosts/|[^/]+\\.ts$)' },
    },
    {
      name: 'rooms-keep-their-queries',
      comment: "A room's queries are its own: others are handed its service.",
      severity: 'error',
      from: { path: room },
      to: { path: '^src-main/.+\\.queries\\.ts$', pathNot: '^src-main/$1/' },
    },
    {
      name: 'backend-below-hosts',
      comment: 'The backend runs under any host.',
      severity: 'error',
      from: { path: '^src-main/[^/]+\\.ts$' },
      to: { path: '^src-main/hosts/' },
    },
    {
      name: 'hosts-through-backend',
      comment: 'backend.call is the only way in. The demo tells its sign-ins to hosts, no more.',
      severity: 'error',
      from: { path: '^src-main/hosts/' },
      to: { path: room, pathNot: '^src-main/demo/' },
    },
    {
      name: 'hosts-apart',
      comment: 'Hosts are ways to run one backend; only the command line starts another (serve).',
      severity: 'error',
      from: { path: '^src-main/hosts/(desktop|web)/' },
      to: { path: '^src-main/hosts/(desktop|web|cli)/', pathNot: '^src-main/hosts/$1/' },
    },
    {
      name: 'command-line-without-desktop',
      comment: 'The command line runs without Electron.',
      severity: 'error',
      from: { path: '^src-main/hosts/cli/' },
      to: { path: '^src-main/hosts/desktop/' },
    },
    {
      name: 'electron-in-desktop-only',
      comment: 'The whole product runs without Electron; only hosts/desktop touches it.',
      severity: 'error',
      from: { path: `${product}|^scripts/`, pathNot: '^src-main/hosts/desktop/' },
      to: { path: ['^electron$', '^node_modules/electron/'] },
    },
    {
      name: 'native-modules-in-platform',
      comment: 'Hashing and the database driver sit behind the platform.',
      severity: 'error',
      from: { path: product, pathNot: '^src-main/platform/' },
      to: { path: '^node_modules/(argon2|better-sqlite3|better-sqlite3-multiple-ciphers)/' },
    },
    {
      name: 'product-without-tests',
      comment: 'Test doubles and scripts are never shipped.',
      severity: 'error',
      from: { path: product },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'main-without-dev-dependencies',
      comment: 'The main process is packaged with its dependencies, not with the tools.',
      severity: 'error',
      from: { path: '^(src-main|shared)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/electron/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
