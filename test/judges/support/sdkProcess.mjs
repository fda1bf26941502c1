/**
 * Lets a vendor's SDK play lives against the simulator: JSON in on stdin, JSON out on stdout. A
 * process of its own, because half of the SDKs are ES modules, which jest does not load, and because
 * a waiter that hangs ends with it.
 *
 * In: { sdk, base, origins, key, credential, lives }. Out: { [life]: { ref, end } | { error } | { looks } },
 * where `looks` says that the SDK's waiter was still asking after so many looks.
 */
import { text } from 'node:stream/consumers';
import { detour, shortenPauses } from './detour.mjs';

/** Lives are at most six steps long: a waiter that asks this often waits for ever. */
const LOOKS_OF_A_HANG = 12;

const { sdk, base, origins, key, credential, lives } = JSON.parse(await text(process.stdin));
const realTimeout = globalThis.setTimeout;
const realFetch = globalThis.fetch;
detour(origins, base);
const { play, pauses } = await import(`../sdks/${sdk}.mjs`);
if (pauses !== undefined) shortenPauses(pauses);

/** Resolves once the life was looked at so often that its end cannot have been missed. */
async function hang(life, settled) {
	const service = base.slice(base.lastIndexOf('/') + 1);
	const address = `${base.slice(0, base.lastIndexOf('/'))}/__control/looks/${service}/${life}`;
	while (!settled()) {
		const { looks } = await (await realFetch(address)).json();
		if (looks >= LOOKS_OF_A_HANG) return { looks };
		await new Promise((resolve) => realTimeout(resolve, 20));
	}
	return undefined;
}

async function playLife(life) {
	let settled = false;
	const told = play({ key, credential, base, life, say: `simulate:${life}` }).then(
		(end) => end,
		// What an SDK throws is its way to say how a task ended.
		(error) => ({ error: error?.message ?? String(error), ref: error?.ref }),
	);
	void told.finally(() => (settled = true));
	return await Promise.race([told, hang(life, () => settled).then((hung) => hung ?? told)]);
}

const ends = await Promise.all(lives.map(async (life) => [life, await playLife(life)]));
process.stdout.write(`${JSON.stringify(Object.fromEntries(ends))}\n`, () => process.exit(0));
