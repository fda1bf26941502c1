import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { everythingIn } from '../../engine/support/everythingIn';
import { KEY } from '../../simulators/services';
import { MARK } from '../support/secret';
import type { Report } from './violations';

/** What the contract lets hold identifiers and links. */
const OPEN_KEYS: ReadonlySet<string> = new Set(['taskId', 'ref', 'url', 'result']);
const AROUND = 80;
/** Also as a URL or base64 would spell it. */
const SPELLINGS = [
	MARK,
	MARK.toLowerCase(),
	Buffer.from(MARK).toString('base64').slice(0, 12),
	KEY,
];

/** A secret in a text, with what stands around it; null if there is none. */
export function secretIn(text: string): string | null {
	const index = SPELLINGS.map((spelling) => text.indexOf(spelling)).find((at) => at >= 0);
	return index === undefined ? null : text.slice(Math.max(0, index - AROUND), index + AROUND);
}

/** No secret in anything of a value, its hidden properties included. */
export function checkNoSecret(value: unknown, where: string, report: Report): void {
	const found = secretIn(everythingIn(value));
	if (found !== null) report('no secret shows', `in ${where}: …${found}…`);
}

/** No secret in an item, but for the keys that are there to hold one. */
export function checkItemSecrets(
	{ json, ...rest }: INodeExecutionData,
	where: string,
	report: Report,
	/** Fields of the input that the author asked to keep. */
	kept: readonly string[] = [],
): void {
	const isShown = ([key]: [string, unknown]) => !OPEN_KEYS.has(key) && !kept.includes(key);
	const shown: IDataObject = Object.fromEntries(Object.entries(json).filter(isShown));
	checkNoSecret({ ...rest, json: shown }, where, report);
}
