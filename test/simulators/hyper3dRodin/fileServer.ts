import { createHmac, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { generatedBytes, mimeTypeOf, sampleFile } from '../support/files';
import { HttpSimulator, type SimulatorOptions } from '../support/httpSimulator';
import type { RodinFile } from './plan';

const TEN_MINUTES = 10 * 60 * 1000;

type FileRequest = FastifyRequest<{
	Params: { door: string; task: string; index: string; name: string };
	Querystring: { expires?: string; token?: string };
}>;

/**
 * The second origin that results are fetched from: presigned links which expire after about ten
 * minutes and must never see the API key (fact sheet, "Download").
 */
export class RodinFileServer extends HttpSimulator {
	/** Whether any request ever carried an Authorization header. */
	sawAuthorization = false;
	linkLifetimeMs = TEN_MINUTES;
	private readonly secret = randomBytes(16);
	private readonly files = new Map<string, RodinFile[]>();

	constructor(options: SimulatorOptions = {}) {
		super('Hyper3D Rodin files', options);
		this.app.addHook('onRequest', (request, _reply, done) => {
			if (request.headers.authorization !== undefined) this.sawAuthorization = true;
			done();
		});
		this.app.get('/:door/:task/:index/:name', (request, reply) =>
			this.serve(request as FileRequest, reply),
		);
	}

	register(taskUuid: string, files: RodinFile[]): void {
		this.files.set(taskUuid, files);
	}

	/** Loses all files; their links stay signed and give 404. */
	forget(): void {
		this.files.clear();
	}

	/** A fresh link to a file, valid for `linkLifetimeMs`. */
	link(taskUuid: string, index: number): string {
		const file = this.files.get(taskUuid)?.[index];
		if (file === undefined) throw new Error(`No file ${index} of ${taskUuid}`);
		if (file.url !== undefined) return file.url;
		const baseName = file.name.slice(file.name.lastIndexOf('/') + 1);
		const rest = `${taskUuid}/${index}/${encodeURIComponent(baseName)}`;
		const expires = String(this.clock.now() + this.linkLifetimeMs);
		const query = `expires=${expires}&token=${this.sign(taskUuid, String(index), expires)}`;
		return `${this.url}/${file.viaRedirect ? 'moved' : 'files'}/${rest}?${query}`;
	}

	private sign(task: string, index: string, expires: string): string {
		return createHmac('sha256', this.secret).update(`${task}/${index}/${expires}`).digest('hex');
	}

	private serve(request: FileRequest, reply: FastifyReply): FastifyReply {
		const { door, task, index } = request.params;
		const { expires = '', token } = request.query;
		if (token !== this.sign(task, index, expires)) return refuse(reply, 403, 'SignatureMismatch');
		if (Number(expires) < this.clock.now()) return refuse(reply, 403, 'AccessDenied');
		const file = this.files.get(task)?.[Number(index)];
		if (file === undefined) return refuse(reply, 404, 'NoSuchKey');
		if (door === 'moved') return reply.redirect(request.url.replace('/moved/', '/files/'));
		return sendFile(file, reply);
	}
}

/** Object stores answer in XML. */
function refuse(reply: FastifyReply, status: number, code: string): FastifyReply {
	return reply.code(status).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
}

function sendFile(file: RodinFile, reply: FastifyReply): FastifyReply {
	reply.type(file.contentType ?? mimeTypeOf(file.name));
	if (file.sizeBytes !== undefined) {
		if (!file.withoutLength) reply.header('content-length', file.sizeBytes);
		return reply.send(Readable.from(generatedBytes(file.sizeBytes)));
	}
	const bytes =
		file.contentBase64 === undefined
			? sampleFile(file.name)
			: Buffer.from(file.contentBase64, 'base64');
	return reply.send(file.withoutLength ? Readable.from([bytes]) : bytes);
}
