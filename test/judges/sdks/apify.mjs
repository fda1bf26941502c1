import { ApifyClient } from 'apify-client';

export async function play({ key, life, say }) {
	const client = new ApifyClient({ token: key });
	const start = life === 'canceled' ? 'simulate:never' : say;
	const { id } = await client.actor('acme').start({ query: start });
	const ref = { runId: id };
	if (life === 'canceled') await client.run(id).abort();
	const run = await client.run(id).waitForFinish();
	const { items } = await client.dataset(run.defaultDatasetId).listItems({ limit: 2 });
	return { ref, end: run.status, error: run.statusMessage ?? undefined, result: items };
}
