import type { Agent } from 'node:http';

import { getProxyForUrl } from 'proxy-from-env';

/**
 * The agent for a connection through the proxy that the environment names for an address; undefined
 * where it names none (`NO_PROXY` included).
 * @param url `http(s)` or `ws(s)`
 * @param signal ends the connections of the agent, also while the proxy is silent
 */
export type ProxyAgentFor = (url: string, signal?: AbortSignal) => Agent | undefined;

/**
 * Loads what goes through a proxy, on first use. n8n's own agents for HTTP(S)_PROXY do not hold for
 * sockets: `ws` and engine.io use a global agent only when they are handed it, and for a plain-http
 * server that one sends no CONNECT, without which most proxies let no WebSocket through.
 */
export async function loadProxyAgents(): Promise<ProxyAgentFor> {
	const { HttpsProxyAgent } = await import('https-proxy-agent');
	return (url, signal) => {
		const proxy = findProxy(url);
		return proxy === '' ? undefined : new HttpsProxyAgent(proxy, { signal });
	};
}

/** Host and port of the proxy before an address, without its credentials; null where there is none. */
export function proxyHost(url: string): string | null {
	const proxy = findProxy(url);
	return URL.canParse(proxy) ? new URL(proxy).host : null;
}

function findProxy(url: string): string {
	return getProxyForUrl(url.replace(/^ws/, 'http'));
}
