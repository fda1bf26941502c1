import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { startN8n } from '../../../scripts/n8n/server';
import { COLUMNS } from '../../../nodes/watchList/columns';
import { activateTrigger } from '../../e2e/support/liveTrigger';
import { N8nApi } from '../../e2e/support/n8nApi';
import { taskCompletedTrigger } from '../../e2e/support/taskNodes';
import type { StoredCredential } from '../../e2e/support/workflowJson';
import { startCloudCoin } from '../../simulators/cloudCoin';
import { ms, times } from '../support/format';
import { atMost } from '../support/report';
import type { Report } from '../support/report';

const N8N_VERSION = '2.8.4';
const TASKS = 200;
/** A tenth of a percent in 0.6 s: each look finds every task moved. */
const MOVING = { runningMs: 600_000, fraction: true };
/** The look at activation, the first poll, and the first write of every row. */
const SETTLE_MS = 75_000;
/** One poll with its break. */
const MEASURE_MS = 60_000;
const IDLE_MS = 30_000;
const GOAL = 2;
/** Of Linux. */
const MS_PER_TICK = 10;
const PER_MINUTE = 60_000 / MEASURE_MS;

/** What a real n8n spends on tasks that move all the time: in a list, and as rows of a watch list. */
export async function movingRows(): Promise<Report> {
	const simulator = await startCloudCoin({ record: false });
	const server = await startN8n({ version: N8N_VERSION });
	try {
		const api = await N8nApi.connect(server.url);
		const coin = await api.createCredential('cloudCoinApi', 'Coin', { baseUrl: simulator.baseUrl });
		const own = { baseUrl: `${server.url}/api/v1`, apiKey: await api.createApiKey() };
		const list = await api.createCredential('n8nWatchListApi', 'List', own);
		const cpu = async (
			name: string,
			credentials: readonly StoredCredential[],
			parameters: INodeParameters,
		) => {
			const live = await activateTrigger(api, name, taskCompletedTrigger(credentials, parameters));
			await sleep(SETTLE_MS);
			const used = await cpuDuring(server.pid, MEASURE_MS);
			await api.deactivateWorkflow(live.workflowId);
			return used;
		};
		const addTasks = () => Array.from({ length: TASKS }, () => simulator.addTask(MOVING).id);
		await sleep(IDLE_MS);
		const idle = (await cpuDuring(server.pid, IDLE_MS)) * (MEASURE_MS / IDLE_MS);
		const inList = await cpu('List', [coin], {
			provider: 'cloudCoin',
			watch: 'json',
			tasksJson: JSON.stringify(addTasks().map((taskId) => ({ taskId }))),
		});
		// The poll of the list goes on until shortly before its next minute.
		await sleep(SETTLE_MS);
		const tableId = await api.createDataTable('Rows', COLUMNS);
		const added = addTasks().map((taskId) => ({ provider: 'cloudCoin', taskId }));
		await api.insertRows(tableId, added);
		const asRows = await cpu('Rows', [list, coin], {
			watch: 'watchList',
			dataTableId: { __rl: true, mode: 'id', value: tableId },
			listProviders: ['cloudCoin'],
		});
		const cells = (name: string, used: number) => [
			name,
			ms(used * PER_MINUTE),
			ms((used - idle) * PER_MINUTE),
		];
		return {
			title: `movingRows: ${TASKS} tasks that move all the time, on a real n8n ${server.version}`,
			columns: ['', 'CPU a minute', 'above idle'],
			rows: [cells('idle', idle), cells('in a list', inList), cells('as rows', asRows)],
			goals: [
				atMost('rows against a list, above idle', (asRows - idle) / (inList - idle), GOAL, times),
			],
		};
	} finally {
		await server.stop();
		await simulator.close();
	}
}

async function cpuDuring(pid: number, duration: number): Promise<number> {
	const before = cpuMs(pid);
	await sleep(duration);
	return cpuMs(pid) - before;
}

/** The CPU time of a process so far, all threads together; Linux only. */
function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
	// utime and stime, the 14th and 15th field: the second begins after the program's name.
	return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
