import { OwnHosts } from '../../../nodes/providers/described/address';
import { exchangeOf } from '../../../nodes/providers/described/exchangeOf';
import { readRef } from '../../../nodes/providers/described/fields';
import { readStatus, toTask } from '../../../nodes/providers/described/reading';
import { azureDocumentIntelligence as azure } from '../../../nodes/providers/described/services/azureDocumentIntelligence';
import { json, page, readTask, refusalOf } from './support';

const HOST = 'https://mine.cognitiveservices.azure.com';
const OPERATION = `${HOST}/documentintelligence/documentModels/prebuilt-read/analyzeResults/1`;
const ref = { operationUrl: `${OPERATION}?api-version=2024-11-30` };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(azure, ref, answer);

it.each([
	['notStarted', 'queued'],
	['NotStarted', 'queued'],
	['running', 'running'],
	['Running', 'running'],
	['succeeded', 'succeeded'],
	['Succeeded', 'succeeded'],
	['failed', 'failed'],
	['Failed', 'failed'],
	['canceled', 'canceled'],
	['completed', 'succeeded'],
	['skipped', 'unknown'],
	['cancelled', 'unknown'],
	['hasOwnProperty', 'unknown'],
])('Azure Document Intelligence: "%s" is %s, whatever its letters', (status, state) => {
	expect(read(json({ status }))).toMatchObject({ state, rawStatus: status, taskId: OPERATION });
});

it('Azure Document Intelligence: Retry-After on a 200', () => {
	const exchange = exchangeOf(azure, ref);
	const identity = { provider: azure.name, taskId: '1', ref, checkedAt: new Date(0) };
	const after = (status: string) => {
		const answer = json({ status }, 200, { 'retry-after': '7' });
		return toTask(azure, exchange, readStatus(exchange, answer), identity).retryAfterMs;
	};
	expect(after('running')).toBe(7000);
	expect(after('succeeded')).toBeUndefined();
});

it('Azure Document Intelligence: results of both kinds, and why it failed', () => {
	const analyzeResult = { content: 'Invoice 42' };
	expect(read(json({ status: 'succeeded', analyzeResult })).result).toEqual(analyzeResult);
	expect(read(json({ status: 'Succeeded', result: { contents: [] } })).result).toEqual({
		contents: [],
	});
	const error = { code: 'InvalidContent', message: 'The file is corrupted.' };
	expect(read(json({ status: 'failed', error })).failure).toEqual(error);
});

it('Azure Document Intelligence: success words with failed parts in a batch', () => {
	const batch = (succeededCount: number, failedCount: number) =>
		read(
			json({
				status: 'completed',
				percentCompleted: 100,
				result: { succeededCount, failedCount, skippedCount: 0, details: [] },
			}),
		);
	expect(batch(2, 0)).toMatchObject({ state: 'succeeded', warning: null, progress: 100 });
	expect(batch(2, 1)).toMatchObject({ state: 'succeeded', warning: { count: 1 } });
	expect(batch(0, 3)).toMatchObject({
		state: 'failed',
		failure: { message: 'Every document of the batch failed' },
	});
});

it('Azure Document Intelligence: only an address is an identifier, and the key goes to the endpoint alone', () => {
	expect(readRef(azure, ref)).toEqual(ref);
	for (const operationUrl of ['', 'abc', 'ftp://mine.example.com/x']) {
		expect(refusalOf(() => readRef(azure, { operationUrl })).kind).toBe('input');
	}
	const hosts = new OwnHosts(HOST, azure);
	expect(hosts.includes(new URL(ref.operationUrl))).toBe(true);
	for (const other of [
		'https://other.cognitiveservices.azure.com/x',
		'http://mine.cognitiveservices.azure.com/x',
	]) {
		expect(hosts.includes(new URL(other))).toBe(false);
	}
});

it('Azure Document Intelligence: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	const error = { code: 'NotFound', message: 'Resource not found.' };
	expect(read(json({ error }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'Resource not found.' },
	});
	expect(refusalOf(() => read(json({ error }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ error }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({ analyzeResult: {} }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
