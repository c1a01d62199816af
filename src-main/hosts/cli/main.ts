/*
 * `npm run cli -- …`. What runs before this (scripts/require-node.js) tells an older Node what is
 * missing, because an older Node can't read this file.
 */
import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
