import type { INodeProperties } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';

/**
 * The parameters that name a provider's task. Defaults and examples that read an input item stay only
 * where there is one: a trigger has none.
 */
export function identifierFields(provider: TaskProvider, hasInput: boolean): INodeProperties[] {
	return provider.fields.map((field) => (hasInput ? field : withoutInput(field)));
}

function withoutInput(field: INodeProperties): INodeProperties {
	const { placeholder, ...rest } = field;
	const readsItem = (text: unknown) => typeof text === 'string' && text.includes('$json');
	return {
		...rest,
		default: readsItem(field.default) ? '' : field.default,
		...(placeholder !== undefined && !readsItem(placeholder) && { placeholder }),
	};
}
