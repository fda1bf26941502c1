/** Where a job of a task is; the word for it is a separate matter. */
export type JobStage = 'waiting' | 'generating' | 'done' | 'failed' | 'canceled' | 'unknown';

/** The shapes of `jobs` in a status answer: fact sheet, "Status". */
export type JobsShape =
	/** `[{uuid, status}]`, the documented one. */
	| 'objects'
	/** `[{"<uuid>": "<status>"}]`, the older page made JSON. */
	| 'pairs'
	/** `{"<uuid>": "<status>"}`. */
	| 'map'
	| 'empty'
	| 'missing'
	/** `["<uuid>": "<status>"]`, the older page's misprint: not JSON. */
	| 'misprint';

/** One file of a result. */
export interface RodinFile {
	/** May contain slashes, and may repeat. */
	name: string;
	/** A generated file of this size instead of a small valid one. */
	sizeBytes?: number;
	/** Exactly these bytes instead. */
	contentBase64?: string;
	contentType?: string;
	/** Sent without Content-Length. */
	withoutLength?: boolean;
	/** The link first redirects within the file origin. */
	viaRedirect?: boolean;
	/** This text in place of a link, such as `FILE_NOT_FOUND`. */
	url?: string;
}

/** How a simulated task goes; everything is optional. */
export interface RodinPlan {
	plan?:
		| 'succeed'
		/** The last job fails. */
		| 'fail'
		/** The first job fails while the others go on. */
		| 'failEarly'
		| 'cancel'
		/** The last job says a word nobody knows, for ever. */
		| 'unknownWord'
		/** A word nobody knows in place of Generating. */
		| 'unknownThenSucceed'
		| 'stuckInQueue'
		| 'never';
	/** Default 1,000. */
	queuedMs?: number;
	/** Default 2,000; the jobs end one after another within it. */
	runningMs?: number;
	/** How old the task is already; default 0. */
	ageMs?: number;
	/** How many jobs; default 3. */
	jobs?: number;
	files?: RodinFile[];
	/** Words of one's own per stage: odd case, `Cancelled` … */
	words?: Partial<Record<JobStage, string>>;
	jobsShape?: JobsShape;
	/** `absent` (default), null, or a text such as `OK` or `None`, beside the jobs. */
	errorField?: string | null;
	/** An error in place of the status, with a 2xx. */
	providerError?: { error: string; message?: string };
	/** The HTTP status of status and download answers; default 201. */
	statusCode?: number;
}

/** Names as the vendor gives them: one model, one texture, one preview. */
export const defaultFiles: RodinFile[] = [
	{ name: 'base_basic_pbr.glb' },
	{ name: 'texture_diffuse.png' },
	{ name: 'preview.webp' },
];

/** Names with slashes and repeats (fact sheet, "Download"). */
export const awkwardFiles: RodinFile[] = [
	{ name: 'base/model.glb' },
	{ name: 'base/textures/diffuse.png' },
	{ name: 'preview.webp' },
	{ name: 'preview.webp' },
	{ name: 'bundle.zip' },
];
