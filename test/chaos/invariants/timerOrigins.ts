import { createHook } from 'node:async_hooks';

const FRAMES = 14;
const OWN_FRAMES = /^\s+at .*(?:nodes|test|node_modules)[\\/].*$/gm;
const SHOWN_FRAMES = 6;
/** Engine.IO's server keeps a timer of 30 s for each long poll that it closes. */
const SERVERS = /node_modules[\\/]engine\.io[\\/]/;

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

	/** How many belong to the servers that the suite runs in the same process. */
	get ofServers(): number {
		return this.stacks().filter((stack) => SERVERS.test(stack)).length;
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
