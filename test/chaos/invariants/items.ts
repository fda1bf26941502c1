import type { INodeExecutionData } from 'n8n-workflow';

import type { Report } from './violations';

type Outputs = ReadonlyArray<readonly INodeExecutionData[]>;

/** The input that an item came from; -1 where it does not say. */
export function inputOf({ pairedItem }: INodeExecutionData): number {
	if (typeof pairedItem === 'number') return pairedItem;
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
}

/** Every input has its items, on one output, in order; none has somebody else's. */
export function checkAccounting(
	outputs: Outputs,
	inputs: number,
	/** How many items an input gives; a range where that depends on its fate. */
	expected: (input: number) => readonly [least: number, most: number],
	report: Report,
): void {
	const counts = new Array<number>(inputs).fill(0);
	outputs.forEach((items, output) => {
		const order = items.map(inputOf);
		order.forEach((input) => {
			if (input < 0 || input >= inputs) {
				report('every item is accounted for', `output ${output} has an item of input ${input}`);
			} else counts[input] = (counts[input] ?? 0) + 1;
		});
		const sorted = [...order].sort((one, other) => one - other);
		if (order.join() !== sorted.join()) {
			report('items keep their order', `output ${output}: ${order.join()}`);
		}
	});
	counts.forEach((count, input) => {
		const [least, most] = expected(input);
		if (count < least || count > most) {
			const wanted = least === most ? `${least}` : `${least} to ${most}`;
			report('every item is accounted for', `input ${input}: ${count} items instead of ${wanted}`);
		}
	});
}
