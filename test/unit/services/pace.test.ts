import { providers } from '../../../nodes/providers';
import * as services from '../../../nodes/providers/described/services';

/**
 * Least pauses in seconds: what the vendor asks for (CloudCoin, Runway, Creatomate, Bright Data), how often its SDK
 * asks (AssemblyAI, Tripo, Meshy's MCP server), half of what its samples wait (Google Gemini).
 */
const PAUSES: Readonly<Record<string, number>> = {
	assemblyAi: 3,
	brightData: 10,
	cloudCoin: 2,
	creatomate: 2,
	googleGemini: 5,
	meshy: 5,
	runway: 5,
	tripo: 2,
};

it.each(Object.entries(PAUSES))('%s is asked every %i s at most', (name, seconds) => {
	expect(providers.find((one) => one.name === name)?.minPollIntervalMs).toBe(seconds * 1000);
});

it('Services that recommend nothing are asked once a second at most', () => {
	const others = providers.filter(({ name }) => name in services && !(name in PAUSES));
	const paused = Object.keys(PAUSES).filter((name) => name in services);
	expect(others).toHaveLength(Object.keys(services).length - paused.length);
	expect(new Set(others.map(({ minPollIntervalMs }) => minPollIntervalMs))).toEqual(
		new Set([1000]),
	);
});
