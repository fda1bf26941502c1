import { setTimeout as pause } from 'node:timers/promises';
import Mux from '@mux/mux-node';

/** The SDK has no waiter: Mux wants webhooks, or a loop like this. */
export async function play({ credential, say }) {
	const { assets } = new Mux(credential).video;
	let asset = await assets.create({ inputs: [{ url: `https://example.com/${say}.mp4` }] });
	const ref = { assetId: asset.id };
	while (asset.status === 'preparing') {
		await pause(10);
		asset = await assets.retrieve(asset.id);
	}
	const { status, errors, progress } = asset;
	return { ref, end: status, error: errors?.messages?.[0], result: progress };
}
