import { createHook } from 'node:async_hooks';

const FRAMES = 14;
const OWN_FRAMES = /^\s+at .*(?:nodes|test|node_modules)[\\/].*$/gm;
const SHOWN_FRAMES = 6;
/**
 * Not those of the servers in the same process: Engine.IO's keeps one of 30 s for each long poll that
 * it closes. Those of `ws` belong to sockets, which are counted.
 */
const NODES = /[\\/](?:nodes|(?:socket|engine)\.io-client|n8n-core|axios)[\\/]/;

/** Where the timers that are running were started, so that one that is left over has a name. */
export class TimerOrigins {
	private readonly running = new Map<number, { stack?: string }>();

	constructor() {
		const { running } = this;
		createHook({
			init(id, type) {
				if (type !== 'Timeout') return;
				const limit = Error.stackTraceLimit;
				Error.stackTraceLimit = FRAMES;
				const origin = {};
				// The text is made only when somebody asks for it.
				Error.captureStackTrace(origin);
				Error.stackTraceLimit = limit;
				running.set(id, origin);
			},
			destroy(id) {
				running.delete(id);
			},
		}).enable();
	}

	/** How many the nodes have started, themselves or through the libraries that only they use. */
	get ofNodes(): number {
		return this.stacks().filter((stack) => NODES.test(stack)).length;
	}

	/** Each place once, with how many timers it has. */
	describe(): string {
		const counts = new Map<string, number>();
		for (const stack of this.stacks()) {
			const frames = (stack.match(OWN_FRAMES) ?? ['    at n8n or Node']).slice(1, SHOWN_FRAMES);
			const place = frames.join('\n');
			counts.set(place, (counts.get(place) ?? 0) + 1);
		}
		return [...counts].map(([place, count]) => `${count} timers\n${place}`).join('\n');
	}

	private stacks(): string[] {
		return [...this.running.values()].map(({ stack = '' }) => stack);
	}
}
