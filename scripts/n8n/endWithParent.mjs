/**
 * Loaded into n8n and npm with `--import`: ends the process group when the program that started it
 * is gone, however that ended. Without it a killed test run leaves servers behind, and a killed
 * installation goes on underneath the next one.
 */
const LOOK_INTERVAL_MS = 1_000;

const parent = process.ppid;

setInterval(() => {
	if (process.ppid === parent) return;
	try {
		process.kill(-process.pid, 'SIGKILL');
	} catch {
		process.exit(1);
	}
}, LOOK_INTERVAL_MS).unref();
