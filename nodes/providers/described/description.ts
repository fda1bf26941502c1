import type { TaskState } from '../../task/states';

/**
 * An HTTP task API as data: how to ask for a task, and how to read what comes back. Every path is
 * JMESPath; every `{x}` is an identifier, a value of the request, or a field of the credential.
 */
export interface Description extends Exchange {
	/** The value of the `provider` parameter. */
	readonly name: string;
	readonly displayName: string;
	/** The vendor's page about the status of a task. */
	readonly documentationUrl: string;
	readonly credential: CredentialDescription;
	/** Prefilled in the credential, which may have another: gateways, regions, tests. */
	readonly baseUrl: string;
	/**
	 * Hosts besides that of the base URL where status URLs and files with the key may lead;
	 * `*.example.com` is every host below.
	 */
	readonly hosts?: readonly string[];
	/** Left out where there is no key. */
	readonly authentication?: Authentication;
	/** Sent with every request, e.g. a version. */
	readonly headers?: Readonly<Record<string, string>>;
	/** What names a task; the last one is its `taskId`. */
	readonly identifiers: readonly Identifier[];
	/** What is different where a service asks in several ways, by the value of an identifier. */
	readonly variants?: Variants;
	readonly pace?: Pace;
	/** How often a task may be "not found" in one look before that counts: it may not be visible yet. */
	readonly notFoundTolerance?: number;
	/** A request that is free and changes nothing, for the credential's Test button. */
	readonly test?: CredentialTest;
}

/** How to ask for a task, and what its answer means. */
export interface Exchange {
	/** Without a path the task's identifier is a URL. */
	readonly status: RequestDescription;
	/** HTTP statuses that say a state. 404 with a JSON body is `notFound` unless it is here. */
	readonly httpStates?: HttpStates;
	readonly fault?: Fault;
	/** The first rule that matches says the state; none, `unknown`. */
	readonly state?: readonly StateRule[];
	/** Instead of `state`: a list of jobs, whose states together are the task's. */
	readonly jobs?: Jobs;
	/** Successes that are none. */
	readonly demote?: readonly Demotion[];
	/** Successes with failed parts, or whose result is gone. */
	readonly warning?: readonly WarningRule[];
	/** A second request that decides over a success. */
	readonly verdict?: Verdict;
	readonly progress?: Progress;
	/** How many tasks are before this one; a negative number is none. */
	readonly queuePosition?: string;
	/** The service's text for people. */
	readonly message?: string;
	/** Why a task failed. */
	readonly failure?: Reason;
	/** ISO 8601 with its zone, or a Unix time in s or ms; 0 and '' are "not yet". */
	readonly startedAt?: string;
	readonly finishedAt?: string;
	readonly result?: Result;
}

/** The credential type of a service; `baseUrl` comes with each. */
export interface CredentialDescription {
	/** A name of its own in all of n8n. */
	readonly type: string;
	/** Default: one field, `apiKey`. */
	readonly fields?: readonly CredentialField[];
	/** Default: 'The address of the API'. */
	readonly baseUrlDescription?: string;
	/** For a `baseUrl` that nothing is prefilled in. */
	readonly baseUrlPlaceholder?: string;
}

/** A field of the credential. */
export interface CredentialField {
	readonly name: string;
	readonly displayName: string;
	readonly isSecret?: boolean;
	readonly description?: string;
}

/** How the key travels. */
export type Authentication =
	| { readonly header: string; readonly value: string }
	| { readonly query: string; readonly value: string }
	| { readonly basic: { readonly user: string; readonly password: string } };

/** One parameter that names a task. */
export interface Identifier {
	readonly name: string;
	readonly displayName: string;
	/** Where the submit answer has it, as an n8n expression has it after `$json.`; the default in Task Status. */
	readonly from?: string;
	/** `only`: a URL; `also`: an ID, or a URL with it. */
	readonly isUrl?: 'only' | 'also';
	/** Whether slashes part it, as `models/x/operations/y`; otherwise they are encoded. */
	readonly mayHoldSlashes?: boolean;
	/** A choice instead of a text; the first is the default. */
	readonly options?: ReadonlyArray<{ readonly value: string; readonly name: string }>;
	readonly placeholder?: string;
	readonly description?: string;
	readonly hint?: string;
}

/** What an identifier with options changes: whole keys of {@link Exchange} are replaced. */
export interface Variants {
	/** The identifier's name. */
	readonly by: string;
	readonly of: Readonly<Record<string, Partial<Exchange>>>;
}

/** One request. */
export interface RequestDescription {
	/** Default: GET. */
	readonly method?: 'GET' | 'POST';
	/** Below the base URL, beginning with a slash; `{x}` is encoded. */
	readonly path?: string;
	/** Instead of `path`: where the status answer has the URL. */
	readonly url?: string;
	readonly query?: Readonly<Record<string, string>>;
	/** A JSON body; `{x}` in its texts. */
	readonly body?: Readonly<Record<string, unknown>>;
	/** Further names for `{x}`: where the status answer has them. */
	readonly values?: Readonly<Record<string, string>>;
}

/** States by HTTP status. */
export type HttpStates = Readonly<Record<number, TaskState>>;

/** A text, number, boolean or null. */
export type Scalar = string | number | boolean | null;

/** What a test is about, and one thing that must hold. Texts are compared without case. */
export type Test = { readonly path: string } & (
	| { /** Equal to it, or to one of them. */ readonly is: Scalar | readonly Scalar[] }
	| { /** Equal to none; an absent value is. */ readonly not: Scalar | readonly Scalar[] }
	| { /** A number above. */ readonly over: number }
	| { /** A text that contains it, or a list one of whose entries is it. */ readonly has: string }
	| {
			/** Whether there is something: not null, and no empty text, list or object. */ readonly present: boolean;
	  }
);

/** One test, or several of which all must hold. */
export type When = Test | readonly Test[];

/** An error of the API's own inside a 2xx. */
export interface Fault {
	readonly when?: When;
	readonly code?: string;
	readonly message?: string;
	/** Which faults mean that there is no such task, whatever the HTTP status. */
	readonly notFound?: When;
	/** Whether `code` counts like an HTTP status: 401 is a refused key, 429 a limit. */
	readonly isHttpCode?: boolean;
	/** As which HTTP statuses codes of the service's own count, e.g. `{ 1004: 401 }`. */
	readonly httpCodes?: Readonly<Record<string, number>>;
}

/** One way to tell the state. */
export type StateRule =
	| { readonly path: string; readonly words: Readonly<Record<string, TaskState>> }
	| { readonly when: When; readonly state: TaskState };

/** Jobs of a task. A task without any is queued. */
export interface Jobs {
	/** Where the list is. */
	readonly path: string;
	/** In each job. */
	readonly id?: string;
	/** In each job. */
	readonly state: string;
	readonly words: Readonly<Record<string, TaskState>>;
}

/** A success that is none. */
export interface Demotion {
	readonly when: When;
	readonly state: TaskState;
	/** A text of ours, beside what the service itself says. */
	readonly message: string;
}

/** A success with a warning. */
export interface WarningRule {
	readonly when: When;
	/** A text of ours. */
	readonly message: string;
	/** Where the number of failed parts is. */
	readonly count?: string;
}

/** A second request that decides over a success; its body then holds the result. */
export interface Verdict {
	readonly request: RequestDescription;
	/**
	 * HTTP statuses that say a state, of answers in JSON; a 2xx is a success, every other one a fault of
	 * the request.
	 */
	readonly httpStates: HttpStates;
	/** Headers that say a state, whatever the HTTP status; names in lower case. */
	readonly headerStates?: ReadonlyArray<{
		readonly header: string;
		readonly is: string;
		readonly state: TaskState;
	}>;
	/** The answer of one who is asked too early: the task is running. */
	readonly early?: When;
	/** Where the answer says why. */
	readonly message?: string;
}

/** Percent done; a negative number is none. */
export type Progress =
	| { readonly path: string; /** What stands for all of it. */ readonly of: 1 | 100 }
	| { readonly done: string; readonly total: string };

/** A reason: where its code and its text are. Lists of texts are joined. */
export interface Reason {
	readonly code?: string;
	readonly message?: string;
}

/** What a task leaves behind. Without `request` it is in the status, or in the answer of the verdict. */
export interface Result {
	readonly request?: RequestDescription;
	/** The answer of one who is asked too early; HTTP 202 and 425 are anyway. */
	readonly early?: When;
	/** Default: the whole body. */
	readonly path?: string;
	/** Whether the text at `path` is JSON. */
	readonly isJsonText?: boolean;
	/** Where the URL of the next page is; the lists of all pages are joined. */
	readonly next?: string;
	/** Its files; a task that left none gives its data. */
	readonly files?: readonly Files[];
}

/** Files of a result. */
export type Files =
	| {
			/**
			 * In the result: a URL, or a list, map or object with URLs, however deep. A file is named by
			 * its object, its key in a map, or its URL.
			 */
			readonly path: string;
			/** Whether the path is read in the status answer instead of the result. */
			readonly inStatus?: boolean;
			/** Takes only texts under this key, e.g. `url`. */
			readonly key?: string;
			/** Whether they need the key; it goes to the service's hosts only. */
			readonly withKey?: boolean;
	  }
	| {
			/** In the status answer: a value or a list of values, each of which makes a file. */
			readonly each: string;
			/** The file's path below the base URL; `{each}` is the value. */
			readonly url: string;
			/** The file's name, with `{each}`. */
			readonly file: string;
			readonly withKey?: boolean;
	  };

/** How often to ask. `Retry-After` is obeyed anyway. */
export interface Pace {
	/** Between two looks at the same task; 1 unless the vendor asks for more. */
	readonly minSeconds?: number;
	/** Where the answer says how many seconds it will take. */
	readonly hint?: string;
	/** The part of the hint to wait for; 1 unless said. */
	readonly hintShare?: number;
}

/** What the Test button asks. */
export interface CredentialTest {
	readonly request: RequestDescription;
	/** HTTP statuses besides 2xx by which the key was let in, e.g. 404 for an ID that cannot exist. */
	readonly accepts?: readonly number[];
	/** What the JSON answer must hold. */
	readonly holds: When;
}
