import type { Simulator } from '../../simulators/support';
import type { ChaosProxy } from '../proxy/chaosProxy';
import type { Channel } from './channel';

/** A provider's simulator behind its proxies. */
export interface Place {
	readonly proxies: readonly ChaosProxy[];
	readonly simulators: readonly Simulator[];
	readonly channels: readonly Channel[];
	/** Whether the simulator has seen nothing that it must never see, such as a key sent elsewhere. */
	isClean(): boolean;
}
