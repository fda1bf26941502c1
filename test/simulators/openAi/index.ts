import { HttpSimulator, type SimulatorOptions } from '../support';
import { answerChat, type ChatRequest } from './chat';

const BASE_PATH = '/v1';
const KEY = 'simulated-openai-key';
const MODEL = { id: 'gpt-4.1-mini', object: 'model', created: 0, owned_by: 'stand-in' };

/** No provider of tasks: a chat endpoint for the AI Agent node, which calls the tool it is given. */
export class OpenAiStandIn extends HttpSimulator {
	constructor(options: SimulatorOptions = {}) {
		super('OpenAI (stand-in)', options, KEY);
		this.app.get(`${BASE_PATH}/models`, (_request, reply) =>
			reply.send({ object: 'list', data: [MODEL] }),
		);
		this.app.post<{ Body: ChatRequest | undefined }>(
			`${BASE_PATH}/chat/completions`,
			(request, reply) => reply.send(answerChat(request.body ?? {})),
		);
	}

	override get baseUrl(): string {
		return this.url + BASE_PATH;
	}
}

export async function startOpenAi(options: SimulatorOptions = {}): Promise<OpenAiStandIn> {
	return await new OpenAiStandIn(options).start();
}
