import { randomBytes, randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FaultPlan } from '../support/faults';
import { freeOrAny } from '../support/freePort';
import { HttpSimulator, type SimulatorOptions } from '../support/httpSimulator';
import type { RodinTask } from './answers';
import { RodinFileServer } from './fileServer';
import { defaultFiles, type RodinPlan } from './plan';
import { BASE_PATH, RodinRoutes } from './routes';

const UPLOAD_LIMIT = 100 * 1024 * 1024;

export interface Hyper3dRodinOptions extends SimulatorOptions {
	/** Default `simulated-rodin-key`. */
	apiKey?: string;
	/** The port of the second origin; default 0. */
	filesPort?: number;
	/** Knobs for every task that does not say otherwise. */
	defaults?: RodinPlan;
}

/** A task for `addTask`, with identifiers of one's own if wished. */
export interface NewRodinTask extends RodinPlan {
	taskUuid?: string;
	subscriptionKey?: string;
}

/** Hyper3D Rodin, cloud API v2: `shared/providers/hyper3d-rodin.md` and the vendor's pages. */
export class Hyper3dRodinSimulator extends HttpSimulator {
	readonly files: RodinFileServer;
	/** May be changed at any time; read when a task is added. */
	defaults: RodinPlan;
	/** Answered by `/check_balance`; each submission costs one. */
	balance = 100_000;
	/** How many tasks were submitted over HTTP: a start must never be retried. */
	submissions = 0;
	private readonly bySubscriptionKey = new Map<string, RodinTask>();
	private readonly byTaskUuid = new Map<string, RodinTask>();

	constructor(options: Hyper3dRodinOptions = {}) {
		super('Hyper3D Rodin', options, options.apiKey ?? 'simulated-rodin-key');
		this.files = new RodinFileServer({ ...options, port: options.filesPort ?? 0 });
		this.defaults = options.defaults ?? {};
		this.app.register(multipart, {
			attachFieldsToBody: 'keyValues',
			limits: { fileSize: UPLOAD_LIMIT },
		});
		// The vendor's MCP server and ComfyUI nodes ask for status and download with plain forms.
		this.app.addContentTypeParser(
			'application/x-www-form-urlencoded',
			{ parseAs: 'string' },
			(_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
		);
		// Routes wait for the plug-in, or their bodies would not be parsed.
		this.app.after(() => new RodinRoutes(this));
	}

	override get baseUrl(): string {
		return this.url + BASE_PATH;
	}

	get otherUrls(): Readonly<Record<string, string>> {
		return { files: this.files.url };
	}

	/** The faults of the file origin. */
	get fileFaults(): FaultPlan {
		return this.files.faults;
	}

	get sawAuthorization(): boolean {
		return this.files.sawAuthorization;
	}

	override async start(): Promise<this> {
		await Promise.all([super.start(), this.files.start()]);
		return this;
	}

	override async close(): Promise<void> {
		await Promise.all([super.close(), this.files.close()]);
	}

	addTask(options: NewRodinTask = {}): RodinTask {
		const { taskUuid = randomUUID(), subscriptionKey, ...own } = options;
		const plan = { ...this.defaults, ...own };
		const task: RodinTask = {
			taskUuid,
			subscriptionKey: subscriptionKey ?? randomBytes(24).toString('base64url'),
			jobUuids: Array.from({ length: plan.jobs ?? 3 }, () => randomUUID()),
			plan,
			submittedAt: this.clock.now() - (plan.ageMs ?? 0),
		};
		this.bySubscriptionKey.set(task.subscriptionKey, task);
		this.byTaskUuid.set(taskUuid, task);
		this.files.register(taskUuid, plan.files ?? defaultFiles);
		return task;
	}

	taskBySubscriptionKey(key: string): RodinTask | undefined {
		return this.bySubscriptionKey.get(key);
	}

	taskByUuid(uuid: string): RodinTask | undefined {
		return this.byTaskUuid.get(uuid);
	}
}

/** Starts both origins; the files' port is the next one where a port is given. */
export async function startHyper3dRodin(
	options: Hyper3dRodinOptions = {},
): Promise<Hyper3dRodinSimulator> {
	const { port = 0 } = options;
	const filesPort = options.filesPort ?? (port === 0 ? 0 : await freeOrAny(port + 1));
	return await new Hyper3dRodinSimulator({ ...options, filesPort }).start();
}
