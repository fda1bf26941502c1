import { toolItem } from '../../../nodes/TaskStatus/toolItem';

describe('The item of a tool', () => {
	it('has what an agent can act on, and nothing that is a secret', () => {
		const { json, ...rest } = toolItem({
			json: {
				provider: 'somebody',
				taskId: 'secret-id',
				ref: { key: 'secret-key' },
				state: 'succeeded',
				details: { note: 'secret-note' },
				raw: { all: 'secret-raw' },
				url: 'https://files.example/secret',
				timedOut: false,
				somethingNew: 'secret-new',
			},
			binary: { data: { data: 'c2VjcmV0', mimeType: 'text/plain' } },
			pairedItem: { item: 3 },
		});
		expect(json).toEqual({ provider: 'somebody', state: 'succeeded', timedOut: false });
		expect(rest).toEqual({ pairedItem: { item: 3 } });
	});

	it('has no signature of a link, however deep it stands', () => {
		const link = 'https://files.example/a.glb';
		const { json } = toolItem({
			json: {
				message: `See ${link}?X-Amz-Signature=SIGNED&x=1, or "${link}#token=SIGNED".`,
				result: { files: [{ url: `${link}?sig=SIGNED` }, 7, null], plain: 'what? nothing' },
			},
		});
		expect(JSON.stringify(json)).not.toContain('SIGNED');
		expect(json.result).toEqual({ files: [{ url: link }, 7, null], plain: 'what? nothing' });
	});

	it('has none within JSON that is a text, where slashes may be escaped', () => {
		const output = JSON.stringify({ url: 'https://files.example/a.glb?sig=SIGNED' });
		const { json } = toolItem({
			json: { result: { plain: output, escaped: output.replaceAll('/', '\\/') } },
		});
		expect(JSON.stringify(json)).not.toContain('SIGNED');
	});

	it('is made in no time of a long list of links', () => {
		const list = 'https://files.example/a.glb,'.repeat(20_000);
		const startedAt = performance.now();
		const { json } = toolItem({ json: { result: `${list} https://files.example/b?SIGNED` } });
		expect(performance.now() - startedAt).toBeLessThan(1000);
		expect(json.result).toBe(`${list} https://files.example/b`);
	});

	it.each([
		'transmit_code',
		'access_token',
		'apiKey',
		'X-Api-Key',
		'subscription_key',
		'client_secret',
		'secretAccessKey',
		'secret_key',
		'Authorization',
	])('leaves %s out of a result, however deep it stands', (key) => {
		const { json } = toolItem({
			json: { result: [{ [key]: 'SECRET', tokens: 12, keyword: 'k' }] },
		});
		expect(json).toEqual({ result: [{ tokens: 12, keyword: 'k' }] });
	});
});
