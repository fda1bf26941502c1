import { findProvider, providers } from '../../../nodes/providers';
import * as services from '../../../nodes/providers/described/services';

/** How often the vendors want to be asked, in seconds: their pages, or how often their SDKs ask. */
const RECOMMENDED: Readonly<Record<string, number>> = {
	assemblyAi: 3,
	brightData: 10,
	creatomate: 2,
	googleGemini: 5,
	meshy: 5,
	runway: 5,
	tripo: 2,
};

it.each(Object.entries(RECOMMENDED))('%s is asked every %i s at most', (name, seconds) => {
	expect(findProvider(name)?.minPollIntervalMs).toBe(seconds * 1000);
});

it('Services that recommend nothing are asked once a second at most', () => {
	const others = providers.filter(({ name }) => name in services && !(name in RECOMMENDED));
	expect(others).toHaveLength(Object.keys(services).length - Object.keys(RECOMMENDED).length);
	expect(new Set(others.map(({ minPollIntervalMs }) => minPollIntervalMs))).toEqual(
		new Set([1000]),
	);
});
