import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_USER, startPostgres } from './postgres';
import type { Programs } from './programs';
import { startRedis } from './redis';

const LOOPBACK = '127.0.0.1';
// Others may pass through: PostgreSQL runs as another user than the tests.
const PASSABLE = 0o711;

/** Redis and PostgreSQL for one n8n in queue mode. */
export interface Services {
	/** What tells an n8n process where they are. */
	readonly env: NodeJS.ProcessEnv;
	/** Ends both and removes what they stored. */
	stop(): Promise<void>;
}

export async function startServices(programs: Programs): Promise<Services> {
	const folder = await mkdtemp(join(tmpdir(), 'task-status-queue-'));
	await chmod(folder, PASSABLE);
	const started: Array<{ stop(): Promise<void> }> = [];
	const stop = async () => {
		await Promise.all(started.map(async (service) => await service.stop()));
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const redis = await startRedis(programs.redisServer, folder);
		started.push(redis);
		const postgres = await startPostgres(programs, folder);
		started.push(postgres);
		return { env: environment(redis.port, postgres.port), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function environment(redisPort: number, postgresPort: number): NodeJS.ProcessEnv {
	return {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_PASSWORD: '',
	};
}
