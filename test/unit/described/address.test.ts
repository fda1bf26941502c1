import { OwnHosts, idInUrl } from '../../../nodes/providers/described/address';
import { identityOf, taskIdOf } from '../../../nodes/providers/described/exchangeOf';
import { linksIn } from '../../../nodes/providers/described/links';
import { fal } from '../../../nodes/providers/described/services/fal';
import { replicate } from '../../../nodes/providers/described/services/replicate';
import { runPod } from '../../../nodes/providers/described/services/runPod';
import { shotstack } from '../../../nodes/providers/described/services/shotstack';
import { toPathPart } from '../../../nodes/providers/described/template';

const hosts = new OwnHosts('http://gateway.local:8080/v1', {
	displayName: 'Example',
	baseUrl: 'https://api.example.com/v1',
	hosts: ['files.example.com', '*.cdn.example.com'],
});

it.each([
	['https://api.example.com/jobs/1?x=1', true],
	['https://files.example.com/f', true],
	['https://eu.cdn.example.com/f', true],
	['http://gateway.local:8080/other', true],
	['http://api.example.com/jobs/1', false],
	['https://api.example.com:8443/jobs/1', false],
	['https://user@api.example.com/', false],
	['https://user:pass@gateway.local:8080/', false],
	['https://gateway.local:8080/', false],
	['http://gateway.local/', false],
	['https://cdn.example.com/f', false],
	['https://evilcdn.example.com/f', false],
	['https://api.example.com.evil.org/', false],
	['https://evil.org/https://api.example.com', false],
	['https://api.example.com@evil.org/', false],
	['https://evil.org\\@api.example.com/', false],
])('the key may go to %s: %s', (url, expected) => {
	expect(hosts.includes(new URL(url))).toBe(expected);
});

it.each(['ftp://api.example.com/x', 'javascript:alert(1)', '//api.example.com', 'jobs/1', ''])(
	'%s is no address for a key',
	(url) => {
		expect(() => hosts.require(url, 'Status URL', 'input')).toThrow('Status URL is not an http');
	},
);

it.each([
	['https://x/v1/predictions/p1', 'p1'],
	['https://x/v1/predictions/p1/?a=b', 'p1'],
	['https://x/v1/predictions/p%2F1', 'p/1'],
	['https://x/v1/predictions/p1/cancel', null],
	['https://x/v1/trainings/p1', null],
	['https://x/v1/predictions/%E0%A4%A', null],
])('the ID in %s is %s', (url, id) => {
	expect(idInUrl(url, '/predictions/{predictionId}', 'predictionId')).toBe(id);
});

describe('one task, however it is named', () => {
	it('by its ID or by the URL that holds it', () => {
		const url = 'https://api.replicate.com/v1/predictions/p1?token=x';
		expect(identityOf(replicate, { predictionId: url })).toBe('p1');
		expect(identityOf(replicate, { predictionId: 'p1' })).toBe('p1');
		expect(taskIdOf(replicate, { predictionId: url })).toBe(
			'https://api.replicate.com/v1/predictions/p1',
		);
	});

	it('by a URL, whatever its query', () => {
		const url = 'https://queue.fal.run/a/b/requests/1/status';
		expect(identityOf(fal, { statusUrl: `${url}?logs=1` })).toBe(url);
	});

	it('a choice of how to ask makes no other task, an endpoint does', () => {
		expect(identityOf(shotstack, { stage: 'v1', renderId: 'r' })).toBe(
			identityOf(shotstack, { stage: 'stage', renderId: 'r' }),
		);
		expect(identityOf(runPod, { endpointId: 'a', jobId: 'j' })).not.toBe(
			identityOf(runPod, { endpointId: 'b', jobId: 'j' }),
		);
	});
});

describe('a part of a path', () => {
	it.each([
		['a b/c?d#e', false, 'a%20b%2Fc%3Fd%23e'],
		['models/a:b/operations/1', true, 'models/a%3Ab/operations/1'],
	])('%s', (value, keepsSlashes, expected) => {
		expect(toPathPart(value, 'id', keepsSlashes)).toBe(expected);
	});

	it.each(['', '.', '..', 'a/../b', '/a', 'a//b', 'a/', '\ud800'])(
		'is not made of "%s" where slashes part it',
		(value) => {
			expect(() => toPathPart(value, 'id', true)).toThrow('cannot be part of an address');
		},
	);
});

describe('links', () => {
	it('in texts, lists, maps and objects, each once, with a name', () => {
		const result = {
			glb: 'https://x/models/abc.glb?sig=1',
			list: ['https://x/a.png', 'https://x/a.png', 'no link', 7, null],
			file: { url: 'https://x/f', file_name: 'report.pdf' },
			audio: 'https://x/',
			deep: { deeper: [{ uri: 'https://x/%E0%A4%A' }] },
		};
		expect(linksIn(result)).toEqual([
			{ name: 'abc.glb', url: 'https://x/models/abc.glb?sig=1' },
			{ name: 'a.png', url: 'https://x/a.png' },
			{ name: 'report.pdf', url: 'https://x/f' },
			{ name: 'audio', url: 'https://x/' },
			{ name: '%E0%A4%A', url: 'https://x/%E0%A4%A' },
		]);
	});

	it('under one key only', () => {
		const result = { prompt: 'https://x/prompt', images: [{ url: 'https://x/i.png' }] };
		expect(linksIn(result, 'url').map(({ url }) => url)).toEqual(['https://x/i.png']);
	});
});
