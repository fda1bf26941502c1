import type { Description } from '../description';
import { anthropicBatch } from './anthropicBatch';
import { apify } from './apify';
import { assemblyAi } from './assemblyAi';
import { brightData } from './brightData';
import { fal } from './fal';
import { firecrawl } from './firecrawl';
import { googleGemini } from './googleGemini';
import { heyGen } from './heyGen';
import { kieAi } from './kieAi';
import { llamaParse } from './llamaParse';
import { mistralBatch } from './mistralBatch';
import { openAi } from './openAi';
import { replicate } from './replicate';
import { runPod } from './runPod';
import { waveSpeed } from './waveSpeed';

/** Every known service. A new one is added here; the panel sorts them by name. */
export const services: readonly Description[] = [
	anthropicBatch,
	apify,
	assemblyAi,
	brightData,
	fal,
	firecrawl,
	googleGemini,
	heyGen,
	kieAi,
	llamaParse,
	mistralBatch,
	openAi,
	replicate,
	runPod,
	waveSpeed,
];
