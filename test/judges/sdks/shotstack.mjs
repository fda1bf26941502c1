import { setTimeout as pause } from 'node:timers/promises';
import Shotstack from 'shotstack-sdk';

/** The SDK has no waiter: this is the loop of the vendor's samples. */
export async function play({ key, say }) {
	const client = new Shotstack.ApiClient();
	client.authentications.DeveloperKey.apiKey = key;
	const api = new Shotstack.EditApi(client);
	const timeline = { background: `#000000 ${say}`, tracks: [] };
	const { response } = await api.postRender({ timeline, output: { format: 'mp4' } });
	const ref = { stage: 'v1', renderId: response.id };
	let render;
	do {
		await pause(10);
		({ response: render } = await api.getRender(response.id, { data: false }));
	} while (render.status !== 'done' && render.status !== 'failed');
	return { ref, end: render.status, error: render.error, result: render.url };
}
