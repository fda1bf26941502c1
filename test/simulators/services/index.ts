/**
 * A simulator for described services: one HTTP server that plays the lives of tasks as 28 vendors'
 * documents and SDKs tell them. Written from those facts, never from this package's descriptions:
 * it is what the descriptions are held against.
 *
 * - A service is one file: the key it wants, its lives, its routes, and one line in the list below.
 *   All stand behind one address, `/{service}` in place of the vendor's origin, so that
 *   `https://api.replicate.com/v1/predictions` is `{url}/replicate/v1/predictions`.
 * - A *life* is the list of answers a task gives, one step for each look (`stepMs: 0`) or for each
 *   `stepMs` of the clock, with the state (`end`) that the fact sheet gives it. Who submits chooses
 *   one with `simulate:<life>` anywhere in the request; without it, `done`.
 * - `/{service}/files/…` serves the files of presigned links; files that need the key are routes.
 * - Faults of the transport come from `faults`, as with every simulator.
 * - What nobody documented is a guess, and a comment says so.
 *
 * Judges: `test/judges/<service>.test.ts` lets the vendor's own SDK poll a life to its end, in a
 * child process (`test/judges/sdks/<service>.mjs`), and then Task Status.
 */
import { ServicesSimulator, type ServicesOptions } from './simulator';
import type { Service } from './service';
import { anthropicBatch } from './anthropicBatch';
import { apify } from './apify';
import { assemblyAi } from './assemblyAi';
import { azureDocumentIntelligence } from './azureDocumentIntelligence';
import { brightData } from './brightData';
import { cloudConvert } from './cloudConvert';
import { creatomate } from './creatomate';
import { elevenLabsDubbing } from './elevenLabsDubbing';
import { fal } from './fal';
import { firecrawl } from './firecrawl';
import { googleGemini } from './googleGemini';
import { heyGen } from './heyGen';
import { json2Video } from './json2Video';
import { kieAi } from './kieAi';
import { leonardo } from './leonardo';
import { llamaParse } from './llamaParse';
import { luma } from './luma';
import { meshy } from './meshy';
import { miniMax } from './miniMax';
import { mistralBatch } from './mistralBatch';
import { mux } from './mux';
import { openAi } from './openAi';
import { replicate } from './replicate';
import { runPod } from './runPod';
import { runway } from './runway';
import { shotstack } from './shotstack';
import { tripo } from './tripo';
import { waveSpeed } from './waveSpeed';

export type { Service } from './service';
export { KEY } from './service';
export { ServicesSimulator } from './simulator';

/** The list of services: a service is one line here. */
export const SERVICES: readonly Service[] = [
	fal,
	replicate,
	googleGemini,
	brightData,
	kieAi,
	heyGen,
	llamaParse,
	waveSpeed,
	assemblyAi,
	apify,
	firecrawl,
	openAi,
	anthropicBatch,
	mistralBatch,
	runPod,
	runway,
	luma,
	leonardo,
	miniMax,
	creatomate,
	shotstack,
	json2Video,
	elevenLabsDubbing,
	meshy,
	tripo,
	azureDocumentIntelligence,
	cloudConvert,
	mux,
];

/** The service of this name; throws if there is none. */
export function serviceOf(name: string): Service {
	const service = SERVICES.find((one) => one.name === name);
	if (service === undefined) throw new Error(`No service ${name} is simulated`);
	return service;
}

export async function startServices(options: ServicesOptions = {}): Promise<ServicesSimulator> {
	return await new ServicesSimulator(SERVICES, options).start();
}
