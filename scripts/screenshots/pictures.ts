import type { Page } from 'playwright-core';
import { exampleFiles } from '../start/examples';
import type { Scene } from '../../test/e2e/support/scene';
import type { SignedIn, Theme } from './browser';
import { panels, storePanels } from './panels';

const CANVAS = '[data-test-id="canvas-wrapper"]';
const CANVAS_NODE = '.vue-flow__node';
const PANEL = '.node-settings';
const PARAMETER =
	'[data-test-id="node-parameters"] :is([data-test-id="parameter-item"], [data-test-id="collection-parameter-add"])';
/** High enough for the longest panel. */
const PANEL_HEIGHT = 1_300;
const DARK_PANELS = /hyper3dOnPremises|options/;
const WINDOW = '[data-test-id="ndv"]';
const MARGIN = 16;
const EXECUTE = '[data-test-id="execute-workflow-button"]';
const SETTLING_MS = 1_500;
const PANEL_SETTLING_MS = 400;
const RUN_TIMEOUT_MS = 60_000;
const LOOP = 'rodin-loop.json';
/** All but the one for a failure. */
const LOOP_NODES = 6;
const SUCCESS = '[data-test-id="canvas-node-status-success"]';

/** What takes pictures, and knows which ones are wanted. */
export interface Camera {
	wants(name: string): boolean;
	take(page: Page, name: string, part: Part): Promise<void>;
}

/** A rectangle of the page, in CSS pixels. */
export interface Part {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The canvas of every example, and of one of them in the dark. */
export async function takeCanvases(scene: Scene, browser: SignedIn, camera: Camera): Promise<void> {
	for (const file of await exampleFiles()) {
		const themes: Theme[] = file === LOOP ? ['light', 'dark'] : ['light'];
		for (const theme of themes) {
			const name = named(`example-${file.replace('.json', '')}`, theme);
			if (!camera.wants(name)) continue;
			const { id } = await scene.importExample(file);
			const page = await browser.open(`/workflow/${id}`, CANVAS_NODE, theme);
			await page.waitForTimeout(SETTLING_MS);
			await camera.take(page, name, await partOf(page, CANVAS));
		}
	}
}

/** The loop after a run, and what Task Status has put out. */
export async function takeExecution(
	scene: Scene,
	browser: SignedIn,
	camera: Camera,
): Promise<void> {
	const { id, nodes } = await scene.importExample(LOOP);
	const page = await browser.open(`/workflow/${id}`, CANVAS_NODE);
	await page.click(EXECUTE);
	await page
		.locator(SUCCESS)
		.nth(LOOP_NODES - 1)
		.waitFor({ timeout: RUN_TIMEOUT_MS });
	await page.waitForTimeout(SETTLING_MS);
	await camera.take(page, 'executed-rodin-loop', await partOf(page, CANVAS));
	const node = nodes.find(({ name }) => name === 'Task Status');
	await page.dblclick(`${CANVAS_NODE}[data-id="${node?.id}"]`);
	await page.waitForTimeout(SETTLING_MS);
	await camera.take(page, 'executed-task-status', await partOf(page, WINDOW));
}

/** The editor panel of both nodes; in the dark only where a provider has all kinds of fields. */
export async function takePanels(scene: Scene, browser: SignedIn, camera: Camera): Promise<void> {
	const known = new Set(await scene.api.nodeTypes());
	const { id, nodeIds } = await storePanels(scene, panels);
	for (const theme of ['light', 'dark'] as const) {
		const page = await browser.open(`/workflow/${id}`, CANVAS_NODE, theme, PANEL_HEIGHT);
		await page.waitForTimeout(SETTLING_MS);
		for (const [index, { name, type }] of panels.entries()) {
			const inTheDark = DARK_PANELS.test(name);
			if (!known.has(type) || (theme === 'dark' && !inTheDark)) continue;
			if (!camera.wants(named(name, theme))) continue;
			await page.dblclick(`${CANVAS_NODE}[data-id="${nodeIds[index]}"]`);
			await page.waitForSelector(PARAMETER);
			await page.waitForTimeout(PANEL_SETTLING_MS);
			await camera.take(page, named(name, theme), await panelOf(page));
			await page.keyboard.press('Escape');
			await page.waitForSelector(WINDOW, { state: 'hidden' });
		}
	}
}

async function partOf(page: Page, selector: string): Promise<Part> {
	const part = await page.locator(selector).first().boundingBox();
	if (part === null) throw new Error(`${selector} is not on the page`);
	return part;
}

/** The panel down to its last parameter. */
async function panelOf(page: Page): Promise<Part> {
	const panel = await partOf(page, PANEL);
	const parameters = await page.locator(PARAMETER).all();
	const boxes = await Promise.all(parameters.map(async (one) => await one.boundingBox()));
	const bottom = Math.max(...boxes.map((box) => (box === null ? 0 : box.y + box.height)));
	return { ...panel, height: Math.min(bottom + MARGIN - panel.y, panel.height) };
}

function named(name: string, theme: Theme): string {
	return theme === 'dark' ? `${name}-dark` : name;
}
