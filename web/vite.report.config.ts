import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** A policy that lets the page run and wear what it carries, and reach nothing. */
function policy(): Plugin {
  const hashes = (html: string, form: RegExp): string =>
    [...html.matchAll(form)].map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
  return {
    name: 'kachinko-policy',
    // Only what has been written has everything inside.
    writeBundle({ dir }) {
      const file = join(dir!, 'report.html');
      const html = readFileSync(file, 'utf-8');
      const script = hashes(html, /<script type="module"[^>]*>([\s\S]*?)<\/script>/g);
      const style = hashes(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
      const rule = `default-src 'none'; script-src ${script}; style-src ${style}; img-src data:; base-uri 'none'; form-action 'none'`;
      writeFileSync(file, html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${rule}" />`));
    },
  };
}

// One file that holds everything; Python puts a plan's data and title into it.
export default defineConfig({
  plugins: [svelte(), viteSingleFile({ removeViteModuleLoader: true }), policy()],
  base: './',
  build: {
    outDir: '../src/kachinko/report/built',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'report.html' },
  },
});
