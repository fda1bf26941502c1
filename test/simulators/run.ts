import { parseArgs } from 'node:util';
import { startSimulators } from './index';
import { ManualClock } from './support/clock';
import type { Simulator } from './support/httpSimulator';

const HELP = `npx tsx test/simulators/run.ts [--base-port 18500] [--json] [--manual-clock]
Starts a simulator of every provider and ends on Ctrl-C.`;

const columns = ['name', 'base URL', 'accepted key'] as const;

function printTable(rows: string[][]): void {
	const all = [[...columns], ...rows];
	const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
	for (const row of all) {
		console.log(
			row
				.map((cell, index) => cell.padEnd(widths[index] ?? 0))
				.join('  ')
				.trimEnd(),
		);
	}
}

function rowsOf({ name, baseUrl, acceptedKey, otherUrls = {} }: Simulator): string[][] {
	const others = Object.entries(otherUrls).map(([kind, url]) => [`${name}: ${kind}`, url, '']);
	return [[name, baseUrl, acceptedKey ?? '(none)'], ...others];
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			'base-port': { type: 'string', default: '18500' },
			json: { type: 'boolean', default: false },
			'manual-clock': { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(HELP);

	const { close, ...simulators } = await startSimulators({
		basePort: Number(values['base-port']),
		...(values['manual-clock'] && { clock: new ManualClock(Date.now()) }),
	});
	const list: Array<[string, Simulator]> = Object.entries(simulators);
	if (values.json) {
		const describe = ({ name, url, baseUrl, acceptedKey, otherUrls = {} }: Simulator) => {
			return { name, url, baseUrl, acceptedKey, otherUrls };
		};
		console.log(JSON.stringify(Object.fromEntries(list.map(([key, one]) => [key, describe(one)]))));
	} else {
		printTable(list.flatMap(([, simulator]) => rowsOf(simulator)));
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

void main();
