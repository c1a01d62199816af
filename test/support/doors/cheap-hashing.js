// Loaded before the program of a test's child process: argon2 takes the least work it can there,
// whatever cost it is asked for. All programs that share a store have to have it, or none. What the
// full cost does is for the tests that choose it: test/integration/verification, npm run bench.
import { registerHooks } from 'node:module';

const cheap = new URL('./cheap-argon2.js', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'argon2' || context.parentURL === cheap)
      return nextResolve(specifier, context);
    return { url: cheap, shortCircuit: true, format: 'module' };
  },
});
