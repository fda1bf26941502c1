import type { FaultPlan } from '../proxy/faultPlan';
import type { Channel } from './channel';
import { cloudCoinPlace } from './cloudCoin';
import { describedPlace } from './described';
import { n8nPlace } from './n8n';
import type { N8nPlace } from './n8n';
import { onPremisesPlace } from './onPremises';
import type { Place } from './place';
import { rocketRidePlace } from './rocketRide';
import { rodinPlace } from './rodin';

/** All providers and n8n's own API behind their proxies. */
export class World {
	private constructor(
		private readonly places: readonly Place[],
		readonly n8n: N8nPlace,
	) {}

	/** @param stretch how many times longer tasks take than in the short rounds of the chaos */
	static async start(plan: FaultPlan, stretch = 1): Promise<World> {
		const places = [rodinPlace, cloudCoinPlace, onPremisesPlace, rocketRidePlace, describedPlace];
		const n8n = await n8nPlace(plan);
		const started = await Promise.all(places.map(async (place) => await place(plan, stretch)));
		return new World([...started, n8n], n8n);
	}

	get channels(): readonly Channel[] {
		return this.places.flatMap(({ channels }) => channels);
	}

	/** Connections that the nodes have not closed, in words. */
	get openConnections(): readonly string[] {
		return this.places.flatMap(({ proxies }) => proxies.flatMap((proxy) => proxy.whatIsOpen));
	}

	get isClean(): boolean {
		return this.places.every((place) => place.isClean());
	}

	async close(): Promise<void> {
		const ends = this.places.flatMap(({ proxies, simulators }) => [...proxies, ...simulators]);
		await Promise.all(ends.map(async (end) => await end.close()));
	}
}
