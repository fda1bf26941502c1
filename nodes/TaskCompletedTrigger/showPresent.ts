import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { faultItem, sightingItem } from './items';
import { wholeFault } from './look/sight';
import type { Setting } from './setting';
import { toPollError } from './throwable';

/**
 * A manual test: the present state of everything that is watched, finished or not. Nothing is
 * noted or written.
 * @throws {NodeError} when nothing is watched, or nothing of it could be looked at
 */
export async function showPresent(setting: Setting): Promise<INodeExecutionData[][]> {
	const { context, configuration, source, turn, clock } = setting;
	const node = context.getNode();
	const sight = await source.look({
		clock,
		signal: turn.signal,
		isFirst: true,
		isReadOnly: true,
		isNews: () => false,
		isFired: () => false,
	});
	const fault = wholeFault(sight);
	if (fault !== null && sight.sightings.length === 0) {
		throw toPollError(node, fault.error, fault.secrets);
	}
	if (sight.watched === 0) {
		const { message, description } = source.whenEmpty();
		throw new NodeOperationError(node, message, { description });
	}
	const { includeRaw } = configuration.options;
	return [
		[
			...sight.sightings.map((sighting) => sightingItem(sighting, includeRaw)),
			...sight.faults.map((one) => faultItem(node, one)),
		],
	];
}
