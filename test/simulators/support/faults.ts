/** What can go wrong between a client and a provider, independent of any provider. */
export type Fault =
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Answers correctly, but `ms` later. */
	| { kind: 'delay'; ms: number }
	/** Accepts the request and never answers. */
	| { kind: 'silence' }
	/** Closes the connection before the first byte of the answer. */
	| { kind: 'drop' }
	/** Closes the connection in the middle of the real answer. */
	| { kind: 'dropInBody' }
	/** Sends the real answer one byte per interval. */
	| { kind: 'trickle'; intervalMs: number }
	/** 200 with an HTML page, as a captive portal or proxy gives. */
	| { kind: 'garbage' }
	| { kind: 'empty' }
	/** A body of one's own: text goes out as it is, anything else as JSON. */
	| { kind: 'body'; body: unknown; status?: number; headers?: Record<string, string> }
	/** Valid JSON of about `bytes`, streamed without a declared length. */
	| { kind: 'oversize'; bytes: number }
	/** The same, gzipped, so that very little travels. */
	| { kind: 'compressionBomb'; bytes: number }
	| { kind: 'redirect'; to: string; status?: number }
	/** The real answer with a Content-Length that is `difference` (default 7) too large. */
	| { kind: 'wrongLength'; difference?: number };

export const faultKinds: ReadonlySet<string> = new Set<Fault['kind']>([
	'status',
	'delay',
	'silence',
	'drop',
	'dropInBody',
	'trickle',
	'garbage',
	'empty',
	'body',
	'oversize',
	'compressionBomb',
	'redirect',
	'wrongLength',
]);

/** What a rule may look at; simulators of other protocols fill it in as fits. */
export interface FaultRequest {
	method: string;
	/** Without the query. */
	path: string;
	body: unknown;
}

export interface FaultRule {
	fault: Fault;
	/** How often the rule strikes; default 1, `Infinity` for always. */
	times?: number;
	when?: (request: FaultRequest) => boolean;
	/** Between 0 and 1; a request that is spared does not use up the rule. */
	probability?: number;
}

/** An ordered list of rules; the first that fits a request strikes. */
export class FaultPlan {
	private rules: Array<{ rule: FaultRule; left: number }> = [];
	private count = 0;

	constructor(private readonly random: () => number = Math.random) {}

	/** How many faults have struck so far. */
	get injected(): number {
		return this.count;
	}

	add(rule: FaultRule): void {
		this.rules.push({ rule, left: rule.times ?? 1 });
	}

	/** Forgets the rules, not the count. */
	clear(): void {
		this.rules = [];
	}

	/** The fault for this request, if any; uses the rule up by one. */
	take(request: FaultRequest): Fault | undefined {
		const entry = this.rules.find(
			({ rule, left }) =>
				left > 0 &&
				(rule.when === undefined || rule.when(request)) &&
				(rule.probability === undefined || this.random() < rule.probability),
		);
		if (entry === undefined) return undefined;
		entry.left -= 1;
		if (entry.left <= 0) this.rules = this.rules.filter((other) => other !== entry);
		this.count += 1;
		return entry.rule.fault;
	}
}
