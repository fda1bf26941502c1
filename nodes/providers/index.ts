import { cloudCoin } from './cloudCoin';
import { describedProvider } from './described';
import { httpApi } from './described/httpApi';
import * as services from './described/services';
import { hyper3dOnPremises } from './hyper3dOnPremises';
import { hyper3dRodin } from './hyper3dRodin';
import type { TaskProvider } from './provider';
import { rocketRide } from './rocketRide';

/** Every provider, in the order of the panel. A new one is added here, or to the services. */
export const providers: readonly TaskProvider[] = [
	hyper3dRodin,
	hyper3dOnPremises,
	rocketRide,
	cloudCoin,
	...Object.values(services)
		.map(describedProvider)
		// Not localeCompare: to load the rules of a language takes longer than all else here.
		.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)),
	httpApi,
];

function sortKey({ displayName }: TaskProvider): string {
	return displayName.toLowerCase();
}
