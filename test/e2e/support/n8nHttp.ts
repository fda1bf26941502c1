const COOKIE_NAME = 'n8n-auth';
const USER_AGENT = 'n8n-nodes-task-status';

/** An answer of n8n's own API that is not a success. */
export class N8nApiError extends Error {
	constructor(
		readonly status: number,
		request: string,
		body: string,
	) {
		super(`${request} → ${status}: ${body}`);
		this.name = 'N8nApiError';
	}
}

/** Speaks JSON with the editor's endpoints and keeps the session cookie. */
export class N8nHttp {
	private cookie: string | undefined;

	constructor(private readonly baseUrl: string) {}

	/** Sends a request and returns the `data` of the answer, where there is one. */
	async send<T>(method: string, path: string, body?: unknown): Promise<T> {
		const text = await (await this.request(method, path, body)).text();
		const answer: unknown = text === '' ? undefined : JSON.parse(text);
		return (hasData(answer) ? answer.data : answer) as T;
	}

	/** The bytes behind a path. */
	async download(path: string): Promise<Buffer> {
		return Buffer.from(await (await this.request('GET', path)).arrayBuffer());
	}

	private async request(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await send(method, `${this.baseUrl}${path}`, {
			method,
			headers: {
				accept: 'application/json',
				// n8n answers a user agent that looks like a robot with an empty page.
				'user-agent': USER_AGENT,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(this.cookie === undefined ? {} : { cookie: this.cookie }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		this.keepCookie(response);
		if (response.ok) return response;
		throw new N8nApiError(response.status, `${method} ${path}`, await response.text());
	}

	private keepCookie(response: Response): void {
		const pair = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';', 1)[0])
			.find((cookie) => cookie?.startsWith(`${COOKIE_NAME}=`));
		if (pair !== undefined) this.cookie = pair;
	}
}

function hasData(answer: unknown): answer is { data: unknown } {
	return typeof answer === 'object' && answer !== null && 'data' in answer;
}

/**
 * Sends a request; one that only asks once more when n8n closed a connection that was kept open at the
 * moment it was used again.
 */
async function send(method: string, url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (error) {
		if (method !== 'GET') throw error;
		return await fetch(url, init);
	}
}
