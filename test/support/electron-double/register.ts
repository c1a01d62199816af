/*
 * Preloaded with `node --import`: the host's `import … from 'electron'` gets the double, and nothing
 * else changes. The process that started it drives it over Node's own IPC channel.
 */
import { registerHooks } from 'node:module';
import { listenForTests } from './remote-control.ts';

const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'electron') return nextResolve(specifier, context);
    return { url: double, shortCircuit: true, format: 'module-typescript' };
  },
});

listenForTests();
