import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Runs a program that is not Node's, as `node --import <guard> runDaemon.mjs <command> <args…>`:
 * the guard ends this process group when the tests are gone, and with it the program.
 */
const [command, ...args] = process.argv.slice(2);
const { DAEMON_UID, DAEMON_GID, ...env } = process.env;
const identity =
	DAEMON_UID === undefined ? {} : { uid: Number(DAEMON_UID), gid: Number(DAEMON_GID) };

const child = spawn(command, args, { ...identity, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
