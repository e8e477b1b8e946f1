// How the interface is built: one bundle for the desktop window and the browser. The page under
// `src/dev` with its made-up business exists only while developing; see `src/main.ts` for the start.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte()],
	clearScreen: false,
	server: { port: 5173, strictPort: true },
	build: {
		target: ['chrome115', 'safari16'],
		// A data: URL for a font or an emoji file would need a wider content policy.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 900,
		// Whoever only wants to see Relevo can do nothing about how long the compiler takes.
		rolldownOptions: { checks: { bundlerTimings: false } },
	},
	test: {
		include: ['src/**/*.test.ts'],
		environment: 'node',
	},
});
