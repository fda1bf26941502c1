import { freePort } from '../../../scripts/n8n/ports';
import { startDaemon, type Daemon } from './daemon';

/** A private Redis on loopback that keeps everything in memory. */
export interface Redis extends Daemon {
	readonly port: number;
}

export async function startRedis(command: string, folder: string): Promise<Redis> {
	const port = await freePort();
	const daemon = await startDaemon({
		command,
		args: [
			...['--bind', '127.0.0.1', '--port', String(port)],
			...['--dir', folder, '--save', '', '--appendonly', 'no'],
		],
		readyWhen: /Ready to accept connections/,
		stopSignal: 'SIGTERM',
	});
	return { port, ...daemon };
}
