import 'reflect-metadata';

import { offer } from '../../bench/support/remote';
import { FaultPlan } from '../proxy/faultPlan';
import { Dice } from '../support/dice';
import type { Channel, ChaosTask } from '../world/channel';
import { World } from '../world/world';

/** How many times longer tasks take than in the chaos: up to half a minute. */
const STRETCH = 20;

/** A channel as another process can know it. */
export type RemoteChannel = Omit<Channel, 'start'>;

/** What the world has seen so far. */
export interface WorldStats {
	readonly exchanges: number;
	readonly faults: number;
}

function known(channel: Channel): RemoteChannel {
	const { name, provider, fixed, identifiers, credentials, results, requestsPerLook } = channel;
	return { name, provider, fixed, identifiers, credentials, results, requestsPerLook };
}

let world: World | undefined;
let plan = new FaultPlan(0, 0);

/** A task without its files' bytes. */
function plain(task: ChaosTask): ChaosTask {
	return { ...task, files: [] };
}

const methods = {
	async open({ seed, faultProbability }: { seed: number; faultProbability: number }) {
		plan = new FaultPlan(seed, faultProbability);
		world = await World.start(plan, STRETCH);
		return world.channels.map(known);
	},
	async start({ channel, ids }: { channel: string; ids: readonly string[] }) {
		const found = world?.channels.find(({ name }) => name === channel);
		if (found === undefined) throw new Error(`There is no channel ${channel}`);
		return await Promise.resolve(ids.map((id) => plain(found.start(Dice.of('soak', id), id))));
	},
	async stats(): Promise<WorldStats> {
		return await Promise.resolve({ exchanges: plan.exchanges, faults: plan.injected });
	},
	async connections(): Promise<readonly string[]> {
		return await Promise.resolve(world?.openConnections ?? []);
	},
};
export type PlaceMethods = typeof methods;

if (require.main === module) offer(methods);
