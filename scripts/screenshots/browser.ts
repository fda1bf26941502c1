import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { OWNER } from '../../test/e2e/support/n8nApi';

export type Theme = 'light' | 'dark';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
/** The editor is megabytes of code, and the machine may be busy. */
const OPENING_TIMEOUT_MS = 90_000;
const VIEWPORT = { width: 1440, height: 900 };
/** What lies over the canvas and says nothing about this package. */
const HIDDEN = `
	[data-test-id="canvas-controls"], [data-test-id="canvas-minimap"],
	[data-test-id="universal-add"], [data-test-id="nps-survey-modal"],
	.tab-bar-container, .el-notification, [class*="nodeButtonsWrapper"],
	[class*="toolbar_"] { visibility: hidden !important; }
`;

/** A browser in which the owner of the n8n is signed in. */
export interface SignedIn {
	/** Opens a path of the editor and waits until the given element is there. */
	open(path: string, selector: string, theme?: Theme, height?: number): Promise<Page>;
	close(): Promise<void>;
}

/** Starts a headless Chromium with a profile of its own; `CHROMIUM` names another program. */
export async function signIn(url: string): Promise<SignedIn> {
	const profile = await mkdtemp(join(tmpdir(), 'task-status-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: process.env.CHROMIUM ?? DEBIAN_CHROMIUM,
		headless: true,
		viewport: VIEWPORT,
		args: FLAGS,
	});
	const { email, password } = OWNER;
	await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: email, password },
	});
	const page = await context.newPage();
	return {
		async open(path, selector, theme = 'light', height = VIEWPORT.height) {
			await page.setViewportSize({ ...VIEWPORT, height });
			await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			// Leaves an editor with unsaved changes without being asked.
			await page.goto('about:blank');
			await page.goto(`${url}${path}`, { waitUntil: 'domcontentloaded' });
			await page.addStyleTag({ content: HIDDEN });
			await page.waitForSelector(selector, { timeout: OPENING_TIMEOUT_MS });
			return page;
		},
		async close() {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}
