import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/** Where a request to this address goes instead; undefined if it is not the vendor's. */
export let moved = () => undefined;

/**
 * Sends every request for one of the vendor's origins to the simulator: the SDKs run with the
 * addresses they have built in, so that their paths are judged as well.
 */
export function detour(origins, base) {
	moved = (address) => {
		const url = new URL(address);
		return origins.includes(url.origin) ? new URL(base + url.pathname + url.search) : undefined;
	};
	const { fetch } = globalThis;
	globalThis.fetch = async (input, init) => {
		if (!(input instanceof Request)) return await fetch(moved(input) ?? input, init);
		const url = moved(input.url);
		return await fetch(url === undefined ? input : new Request(url, input), init);
	};
	const { request } = https;
	https.request = (...args) => {
		const { url, options, callback } = requestOf(args);
		const target = moved(url);
		if (target === undefined) return request(...args);
		const { hostname, port, pathname, search } = target;
		const headers = { ...options.headers };
		for (const name of Object.keys(headers)) if (/^host$/i.test(name)) delete headers[name];
		const path = pathname + search;
		const where = { protocol: 'http:', host: hostname, hostname, port, path, headers };
		// An agent for TLS does not speak plain HTTP.
		const agents = { agent: undefined, agents: undefined };
		return http.request({ ...options, ...where, ...agents }, callback);
	};
	https.get = (...args) => https.request(...args).end();
	syncBuiltinESMExports();
}

/** The forms of arguments that `https.request` takes. */
function requestOf(args) {
	const callback = args.find((arg) => typeof arg === 'function');
	const [first, second] = args;
	const hasUrl = typeof first === 'string' || first instanceof URL;
	const options = (hasUrl ? second : first) ?? {};
	if (hasUrl) return { url: String(first), options: { ...options }, callback };
	const { hostname = options.host, port, path = '/' } = options;
	const url = `https://${hostname}${port ? `:${port}` : ''}${path}`;
	return { url, options: { ...options }, callback };
}

/** Pauses between two polls, in milliseconds from–to, are over at once; time limits stay. */
export function shortenPauses([from, to]) {
	const { setTimeout } = globalThis;
	globalThis.setTimeout = (run, ms, ...args) =>
		setTimeout(run, ms >= from && ms <= to ? 1 : ms, ...args);
}
