import type { FaultPlan } from '../proxy/faultPlan';
import type { Channel } from './channel';
import { cloudCoinPlace } from './cloudCoin';
import { describedPlace } from './described';
import { onPremisesPlace } from './onPremises';
import type { Place } from './place';
import { rocketRidePlace } from './rocketRide';
import { rodinPlace } from './rodin';

/** All providers behind their proxies. */
export class World {
	private constructor(private readonly places: readonly Place[]) {}

	/** @param stretch how many times longer tasks take than in the short rounds of the chaos */
	static async start(plan: FaultPlan, stretch = 1): Promise<World> {
		const places = [rodinPlace, cloudCoinPlace, onPremisesPlace, rocketRidePlace, describedPlace];
		return new World(await Promise.all(places.map(async (place) => await place(plan, stretch))));
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
