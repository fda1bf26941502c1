import type { TaskRef } from '../../task/task';
import { idInUrl, isUrl, withoutQuery } from './address';
import type { Description, Exchange, Identifier } from './description';

/** How to ask for the task of a reference: the description, with what its variant changes. */
export function exchangeOf(description: Description, ref: TaskRef): Exchange {
	const { variants } = description;
	const variant = variants?.of[ref[variants.by] ?? ''];
	return variant === undefined ? description : { ...description, ...variant };
}

/** Every way in which a service is asked, for what holds if it holds for one of them. */
export function exchangesOf(description: Description): readonly Exchange[] {
	const variants = Object.values(description.variants?.of ?? {});
	if (variants.length === 0) return [description];
	return variants.map((variant) => ({ ...description, ...variant }));
}

/** An identifier's ID; of a URL, the ID in it, or null where it shows none. */
export function idOf(
	description: Description,
	{ name, isUrl: mayBeUrl }: Identifier,
	ref: TaskRef,
): string | null {
	const value = ref[name] ?? '';
	if (mayBeUrl === undefined || !isUrl(value)) return value;
	return idInUrl(value, exchangeOf(description, ref).status.path, name);
}

/** The last identifier; of a URL, the URL without its query. */
export function taskIdOf({ identifiers }: Pick<Description, 'identifiers'>, ref: TaskRef): string {
	const last = identifiers.at(-1);
	const value = last === undefined ? '' : (ref[last.name] ?? '');
	return last?.isUrl !== undefined && isUrl(value) ? withoutQuery(value) : value;
}

/**
 * What tells a task from all others: its identifiers but for choices, which only say how it is asked
 * for. An ID and the URL that holds it are the same task.
 */
export function identityOf(description: Description, ref: TaskRef): string {
	const parts = description.identifiers
		.filter(({ options }) => options === undefined)
		.map(
			(identifier) =>
				idOf(description, identifier, ref) ?? withoutQuery(ref[identifier.name] ?? ''),
		);
	return parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts);
}
