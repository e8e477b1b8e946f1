// How the browser journeys run: in the system's own Chromium, each over a Relevo of its own.
import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: '.',
	workers: 2,
	fullyParallel: true,
	timeout: 150_000,
	expect: { timeout: 20_000 },
	forbidOnly: !!process.env.CI,
	reporter: 'list',
	outputDir: 'test-results',
	use: {
		locale: 'en-US',
		viewport: { width: 1280, height: 800 },
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
