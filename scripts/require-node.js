// Loaded before the TypeScript scripts, by whatever Node there is: so plain JavaScript it stays.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const wanted = engines.node.replace('>=', '');
const [major, minor] = process.versions.node.split('.').map(Number);
const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(
    `Countersign needs Node ${wanted} or newer and this is ${process.versions.node}: run \`npm install\`, which brings one along, and start it with npm.`,
  );
  process.exit(1);
}
