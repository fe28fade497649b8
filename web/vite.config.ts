import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The build lands in the package, which serves it; `npm run dev` asks a server on its usual port.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    outDir: '../src/kachinko/web/static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8717', changeOrigin: true } } },
});
