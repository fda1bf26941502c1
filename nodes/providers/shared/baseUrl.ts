import { TaskRequestError } from '../../task/errors';

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/**
 * A credential's base URL, checked and without slashes at its end.
 * @throws {TaskRequestError} kind `configuration` when it is empty, has no scheme or another one than
 * http and https, or carries a user name, a query or a fragment
 */
export function readBaseUrl(given: unknown): string {
	const text = typeof given === 'string' ? given.trim() : '';
	if (text === '') {
		throw baseUrlError('The base URL of the credential is empty');
	}
	if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
		throw baseUrlError('The base URL of the credential is not an http or https address');
	}
	const url = new URL(text);
	if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') {
		throw baseUrlError('The base URL of the credential contains a user name or password');
	}
	if (url.search !== '' || url.hash !== '') {
		throw baseUrlError('The base URL of the credential contains a query or a fragment');
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
}

function baseUrlError(message: string): TaskRequestError {
	return new TaskRequestError('configuration', message, {
		description:
			'Open the credential and enter the whole address, with its scheme and without anything behind the path, e.g. https://api.example.com or http://127.0.0.1:8006.',
	});
}
