import type { Description } from '../description';
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

/** Every known service. A new one is added here; the panel sorts them by name. */
export const services: readonly Description[] = [
	anthropicBatch,
	apify,
	assemblyAi,
	azureDocumentIntelligence,
	brightData,
	cloudConvert,
	creatomate,
	elevenLabsDubbing,
	fal,
	firecrawl,
	googleGemini,
	heyGen,
	json2Video,
	kieAi,
	leonardo,
	llamaParse,
	luma,
	meshy,
	miniMax,
	mistralBatch,
	mux,
	openAi,
	replicate,
	runPod,
	runway,
	shotstack,
	tripo,
	waveSpeed,
];
