import * as services from '../../../nodes/providers/described/services';
import { addressOf } from '../../judges/support/addressOf';
import { KEY, serviceOf, startServices } from '../../simulators/services';
import type { ServicesSimulator } from '../../simulators/services';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { HTTP_FAULTS } from '../proxy/kinds';
import type { Dice } from '../support/dice';
import type { Channel, ChaosTask } from './channel';
import type { Place } from './place';

/**
 * Services of different kinds, and lives of their tasks that never take an end back: plain words with a
 * file that needs the key; a version header; two identifiers; a status URL and Retry-After; a second
 * request for the result. Each leaves one item.
 */
const LIVES: Readonly<Record<string, readonly string[]>> = {
	replicate: ['done', 'done', 'done', 'failed', 'canceled', 'aborted', 'never'],
	runway: ['done', 'done', 'failed', 'canceled', 'throttled', 'never'],
	runPod: ['done', 'done', 'failed', 'canceled', 'timedOut', 'forgotten', 'never'],
	azureDocumentIntelligence: ['done', 'done', 'failed', 'canceled', 'never'],
	apify: ['done', 'done', 'empty', 'failed', 'timedOut', 'canceled', 'never'],
};
const NEVER_ENDS: ReadonlySet<string> = new Set(['queued', 'running', 'unknown']);
const STEP_MS = 300;
/** Another server's answer in every provider's form at once is a failure in the words of some. */
const FAULTS = HTTP_FAULTS.filter((kind) => kind !== 'echo');

/** Described services, each a channel of its own. */
export async function describedPlace(plan: FaultPlan, stretch: number): Promise<Place> {
	const stepMs = STEP_MS * stretch;
	const simulator = await startServices({ record: false, stepMs });
	const { url } = simulator;
	const proxy: ChaosProxy = await ChaosProxy.start({
		...{ name: 'services', target: url, plan, faults: FAULTS },
		// Links to files lead through it as well; its own address is known once it has started.
		get replace() {
			return [url, proxy.url] as const;
		},
	});
	return {
		proxies: [proxy],
		simulators: [simulator],
		channels: Object.keys(LIVES).map((name) => channelOf(name, simulator, proxy, stepMs)),
		isClean: () => true,
	};
}

function channelOf(
	name: string,
	simulator: ServicesSimulator,
	proxy: ChaosProxy,
	stepMs: number,
): Channel {
	const { ref: refOf } = serviceOf(name);
	const base = `${proxy.url}/${name}`;
	const type = Object.values(services).find((one) => one.name === name)?.credential.type ?? '';
	return {
		...{ name, provider: name, results: 'data', requestsPerLook: 2, fixed: {} },
		identifiers: Object.keys(refOf('', base)),
		credentials: { [type]: { apiKey: KEY, baseUrl: addressOf(name, base) } },
		start: (dice: Dice, id: string): ChaosTask => {
			if (dice.chance(0.06)) return taskOf(refOf(`nobody-${id.replace('.', '-')}`, base));
			const {
				id: taskId,
				life,
				submittedAt,
			} = simulator.addTask(name, dice.pick(LIVES[name] ?? []));
			return {
				...taskOf(refOf(taskId, base)),
				end: NEVER_ENDS.has(life.end) ? null : (life.end as ChaosTask['end']),
				endsAt: submittedAt + (life.moments.length - 1) * stepMs,
			};
		},
	};
}

/** A task that nobody knows. */
function taskOf(ref: Readonly<Record<string, string>>): ChaosTask {
	const [taskId = ''] = (Object.values(ref).at(-1) ?? '').split('?');
	return { ref, taskId, end: 'notFound', endsAt: 0, files: [] };
}
