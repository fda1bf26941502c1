import type { INodeTypeDescription } from 'n8n-workflow';
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
			({ displayOptions }) => displayOptions?.show === undefined,
		);
		expect(always).toEqual([]);
	});
});

it('The trigger gives no example that reads an input item, which it does not have', () => {
	const { properties } = new TaskCompletedTrigger().description;
	expect(JSON.stringify(properties)).toContain('e.g. ');
	expect(JSON.stringify(properties)).not.toContain('$json');
});
