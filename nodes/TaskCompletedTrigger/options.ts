import { includeRawProperty, optionsCollection } from '../panel/commonOptions';
import { providers } from '../providers';

/** The options collection of the panel; what is for single operations is for Task Status alone. */
export const optionsProperty = optionsCollection(
	[includeRawProperty],
	({ name }, { displayOptions }) =>
		displayOptions?.show?.['/operation'] === undefined
			? { hide: { '/provider': namesOfOthers(name) } }
			: null,
);

/**
 * All providers but one. What one provider needs is hidden for the others instead of shown for it:
 * so it also shows with the watch list, where no single provider is chosen.
 */
export function namesOfOthers(name: string): string[] {
	return providers.filter((provider) => provider.name !== name).map((provider) => provider.name);
}
