import type { FastifyInstance } from 'fastify';

/** An empty or malformed body must reach the handler: providers answer it in their own way. */
export function acceptAnyBody(app: FastifyInstance): void {
	const parseAs = { parseAs: 'string' as const };
	app.addContentTypeParser('application/json', parseAs, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(null, String(text));
		}
	});
	app.addContentTypeParser('*', parseAs, (_request, text, done) => {
		done(null, String(text));
	});
}
