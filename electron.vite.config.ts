import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  // ESM; the packages of `dependencies` stay packages, `#shared` and the like are bundled in.
  main: {
    build: {
      outDir: path('out/main'),
      rolldownOptions: { input: { main: path('src-main/hosts/desktop/main.ts') } },
    },
  },
  // One CommonJS file: a sandboxed preload has no `require` but for Electron's own few modules.
  preload: {
    build: {
      outDir: path('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: path('src-main/hosts/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  // Everything in files of its own, for the content security policy allows nothing inline.
  renderer: {
    root: path('src-renderer'),
    plugins: [react()],
    build: {
      outDir: path('out/renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path('src-renderer/index.html') },
    },
  },
});
