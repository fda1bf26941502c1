import { isRecord } from '../../task/json';
import type { Scalar, Test, When } from './description';
import { find } from './path';

/** Whether a test, or each of several, holds for a body. */
export function holds(body: unknown, when: When | undefined): boolean {
	if (when === undefined) return false;
	const tests: readonly Test[] = Array.isArray(when) ? (when as readonly Test[]) : [when as Test];
	return tests.every((test) => holdsOne(find(body, test.path), test));
}

function holdsOne(value: unknown, test: Test): boolean {
	if ('is' in test) return isOneOf(value, test.is);
	if ('not' in test) return !isOneOf(value, test.not);
	if ('over' in test) return isNumeric(value) && Number(value) > test.over;
	if ('has' in test) return contains(value, test.has);
	return isPresent(value) === test.present;
}

function isOneOf(value: unknown, expected: Scalar | readonly Scalar[]): boolean {
	const all = Array.isArray(expected) ? (expected as readonly Scalar[]) : [expected as Scalar];
	return all.some((one) => fold(one) === fold(value));
}

/** Texts without case and blanks around. */
function fold(value: unknown): unknown {
	return typeof value === 'string' ? value.trim().toLowerCase() : value;
}

function isNumeric(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

function contains(value: unknown, part: string): boolean {
	if (typeof value === 'string') return value.toLowerCase().includes(part.toLowerCase());
	return Array.isArray(value) && value.some((entry) => fold(entry) === fold(part));
}

function isPresent(value: unknown): boolean {
	if (value === null || value === undefined) return false;
	if (typeof value === 'string') return value.trim() !== '';
	if (Array.isArray(value)) return value.length > 0;
	return !isRecord(value) || Object.keys(value).length > 0;
}
