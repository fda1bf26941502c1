import { Firecrawl } from '@mendable/firecrawl-js';

/** The least the waiters wait between two looks. */
export const pauses = [1000, 2000];

const url = 'https://example.com';

/** By the beginning of the life's name: what is started, and what waits for it. */
const kinds = {
	batch: (client, say) => client.batchScrape([`${url}/${say}`], {}),
	extract: (client, say) => client.extract({ urls: [url], prompt: say }),
	agent: (client, say) => client.agent({ prompt: say }),
};

export async function play({ key, life, say }) {
	const client = new Firecrawl({ apiKey: key });
	const kind = Object.keys(kinds).find((name) => life.startsWith(name));
	if (kind !== undefined) {
		const job = await kinds[kind](client, say);
		return { end: job.status, error: job.error, result: job.data };
	}
	if (life === 'canceled') {
		const { id } = await client.startCrawl(url, { prompt: 'simulate:never' });
		await client.cancelCrawl(id);
		const { status } = await client.getCrawlStatus(id);
		return { ref: { kind: 'crawl', jobId: id }, end: status };
	}
	const job = await client.crawl(url, { prompt: say });
	return { ref: { kind: 'crawl', jobId: job.id }, end: job.status, result: job.data };
}
