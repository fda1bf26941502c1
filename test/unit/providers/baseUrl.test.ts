import { readBaseUrl } from '../../../nodes/providers/shared/baseUrl';
import { errorOf } from './support/answers';

describe('A base URL', () => {
	it.each([
		['http://127.0.0.1:8006', 'http://127.0.0.1:8006'],
		['http://localhost:8006/', 'http://localhost:8006'],
		['https://api.hyper3d.com/api/v2', 'https://api.hyper3d.com/api/v2'],
		['https://api.hyper3d.com/api/v2///', 'https://api.hyper3d.com/api/v2'],
		['  https://api.hyper3d.com \n', 'https://api.hyper3d.com'],
		['HTTPS://API.Hyper3D.com/api', 'https://api.hyper3d.com/api'],
		['https://api.hyper3d.com:443', 'https://api.hyper3d.com'],
		['http://[::1]:8006/', 'http://[::1]:8006'],
		['http://task_service:8080', 'http://task_service:8080'],
	])('%j is %s', (given, url) => {
		expect(readBaseUrl(given)).toBe(url);
	});

	it.each<[unknown, string]>([
		['', 'empty'],
		['   ', 'empty'],
		[undefined, 'empty'],
		[null, 'empty'],
		[8006, 'empty'],
		['localhost:8006', 'not an http or https address'],
		['api.hyper3d.com/api/v2', 'not an http or https address'],
		['//api.hyper3d.com', 'not an http or https address'],
		['ftp://api.hyper3d.com', 'not an http or https address'],
		['ftp:', 'not an http or https address'],
		['file:///etc/passwd', 'not an http or https address'],
		['javascript:alert(1)', 'not an http or https address'],
		['http:', 'not an http or https address'],
		['http://', 'not an http or https address'],
		['http:///api', 'not an http or https address'],
		['http://localhost:99999', 'not an http or https address'],
		['http://a b', 'not an http or https address'],
		['http://user:secret@example.com', 'user name or password'],
		['http://user@example.com', 'user name or password'],
		['http://example.com/?key=secret', 'query or a fragment'],
		['http://example.com/#secret', 'query or a fragment'],
	])('%j is refused, without quoting it', (given, words) => {
		const error = errorOf(() => readBaseUrl(given));
		expect(error.kind).toBe('configuration');
		expect(error.message).toContain('base URL');
		expect(error.message).toContain(words);
		expect(error.description).toContain('credential');
		expect(error.message + error.description).not.toContain('secret');
	});
});
