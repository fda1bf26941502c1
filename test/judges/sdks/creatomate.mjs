import Creatomate from 'creatomate';

/** The waiter looks every 2 seconds. */
export const pauses = [2000, 2000];

export async function play({ key, say }) {
	const client = new Creatomate.Client(key);
	const modifications = { Title: say };
	const [render] = await client.render({ templateId: 'template-1', modifications });
	return { ref: { renderId: render.id }, end: render.status, error: render.errorMessage };
}
