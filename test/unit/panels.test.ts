import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { TaskCompletedTrigger } from '../../nodes/TaskCompletedTrigger/TaskCompletedTrigger.node';
import { TaskStatus } from '../../nodes/TaskStatus/TaskStatus.node';

/**
 * The editor's rule: a field all of whose values show a credential is where one chooses the kind of
 * credential; it moves to the credential's window and out of the panel.
 */
function hiddenByTheEditor({ credentials = [], properties }: INodeTypeDescription): string[] {
	const hidden = properties.filter(({ name, options = [] }) => {
		const choosing = credentials.flatMap(
			({ displayOptions }) => displayOptions?.show?.[name] ?? [],
		);
		const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
		const named = credentials.some(({ displayOptions }) => displayOptions?.show?.[name]);
		return named && values.every((value) => choosing.includes(value as string));
	});
	return hidden.map(({ name }) => name);
}

describe.each([
	['Task Status', new TaskStatus()],
	['Task Completed Trigger', new TaskCompletedTrigger()],
])('The panel of %s', (_name, { description }) => {
	it('shows every field, the provider among them', () => {
		expect(hiddenByTheEditor(description)).toEqual([]);
		expect(description.properties.map(({ name }) => name)).toContain('provider');
	});

	it('offers for each credential those of its type only', () => {
		const always = (description.credentials ?? []).filter(
			({ displayOptions }) => displayOptions === undefined,
		);
		expect(always).toEqual([]);
	});
});

it('Treat Warnings as Failure is offered where a task is looked at', () => {
	const { properties } = new TaskStatus().description;
	const { options = [] } = properties.find(({ name }) => name === 'options') ?? {};
	const option = options.find(({ name }) => name === 'treatWarningsAsFailure') as INodeProperties;
	const isShown = (operation: string) =>
		NodeHelpers.displayParameter({ operation, provider: 'rocketRide' }, option, null, null);
	expect(['getStatus', 'waitForCompletion', 'getResults'].every(isShown)).toBe(true);
	expect(isShown('addToWatchList')).toBe(false);
});

describe('The trigger’s credentials', () => {
	const { credentials = [], properties } = new TaskCompletedTrigger().description;
	const shown = (parameters: INodeParameters) =>
		credentials
			.filter((one) => NodeHelpers.displayParameter(parameters, one, null, null))
			.map(({ name }) => name);

	it.each(['taskList', 'json', 'allTasks'])('are that of the provider (%s)', (watch) => {
		expect(shown({ watch, provider: 'cloudCoin' })).toEqual(['cloudCoinApi']);
	});

	it('are those of the chosen providers with a watch list', () => {
		expect(shown({ watch: 'watchList', listProviders: [] })).toEqual(['n8nWatchListApi']);
		expect(shown({ watch: 'watchList', listProviders: ['cloudCoin', 'rocketRide'] })).toEqual([
			'n8nWatchListApi',
			'rocketRideTaskApi',
			'cloudCoinApi',
		]);
	});

	it('do not mind what n8n leaves out where it is not shown', () => {
		const given = { watch: 'watchList', provider: 'cloudCoin', listProviders: ['rocketRide'] };
		const parameters = NodeHelpers.getNodeParameters(properties, given, true, false, null, null);
		expect(shown(parameters ?? {})).toEqual(['n8nWatchListApi', 'rocketRideTaskApi']);
	});
});

it('The trigger gives no example that reads an input item, which it does not have', () => {
	const { properties } = new TaskCompletedTrigger().description;
	expect(JSON.stringify(properties)).toContain('e.g. ');
	expect(JSON.stringify(properties)).not.toContain('$json');
});
