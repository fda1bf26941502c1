import { randomUUID } from 'node:crypto';

/** What a client says in `messages`, as far as this stand-in reads it. */
export interface ChatMessage {
	role: string;
	content?: string | Array<{ type: string; text?: string }> | null;
}

/** A tool as the client describes it to the model. */
export interface ChatTool {
	type: 'function';
	function: {
		name: string;
		description?: string;
		parameters?: { properties?: Record<string, unknown> };
	};
}

export interface ChatRequest {
	model?: string;
	messages?: ChatMessage[];
	tools?: ChatTool[];
}

/** Looks like an identifier: long, and with a digit in it. */
const IDENTIFIER = /[\w-]*\d[\w-]*/g;
const SHORTEST_IDENTIFIER = 12;

/**
 * What this "model" says: first it calls the first tool, with the identifier in the question for
 * each of its parameters; once a tool has answered, it repeats that answer.
 */
export function answerChat({ model = 'stand-in', messages = [], tools = [] }: ChatRequest): object {
	const last = messages.at(-1);
	const [tool] = tools;
	const callsTool = tool !== undefined && last?.role !== 'tool';
	const message = callsTool
		? { role: 'assistant', content: null, tool_calls: [toolCall(tool, messages)] }
		: { role: 'assistant', content: `The tool says: ${textOf(last)}` };
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [{ index: 0, message, finish_reason: callsTool ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function toolCall({ function: { name, parameters } }: ChatTool, messages: ChatMessage[]): object {
	const question = textOf(messages.findLast(({ role }) => role === 'user'));
	const words = question.match(IDENTIFIER) ?? [];
	const identifier = words.find(({ length }) => length >= SHORTEST_IDENTIFIER) ?? '';
	const names = Object.keys(parameters?.properties ?? {});
	const given = Object.fromEntries(names.map((key) => [key, identifier]));
	return {
		id: `call_${randomUUID()}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(given) },
	};
}

/** The words of a message; clients send them as text or in parts. */
export function textOf(message: ChatMessage | undefined): string {
	const content = message?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('');
}
