import Replicate from 'replicate';

export async function play({ key, life, say }) {
	const replicate = new Replicate({ auth: key });
	const input = { prompt: life === 'canceled' ? 'simulate:never' : say };
	const prediction = await replicate.predictions.create({ model: 'acme/model', input });
	const ref = { predictionId: prediction.id };
	if (life === 'canceled') await replicate.predictions.cancel(prediction.id);
	try {
		const { status, output } = await replicate.wait(prediction, { interval: 10 });
		return { ref, end: status, result: output };
	} catch (error) {
		return { ref, error: error.message };
	}
}
