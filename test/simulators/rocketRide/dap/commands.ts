import type { ServerBehaviour } from '../behaviour';
import { TaskError } from '../errors';
import type { TaskService } from '../taskService';
import { textOf, type DapRequest, type Outcome } from './frames';
import type { Subscriber } from './monitors';

/** What a command works on. */
export interface CommandContext {
	readonly tasks: TaskService;
	readonly behaviour: () => ServerBehaviour;
	readonly subscriber: Subscriber;
}

type Command = (request: DapRequest, context: CommandContext) => unknown;

/** The token a request is about, where this server looks for it. */
export function tokenOf(request: DapRequest, { legacyRootTokenOnly }: ServerBehaviour): string {
	if (legacyRootTokenOnly) return request.token;
	return textOf(request.arguments.token) || request.token;
}

const monitor: Command = (request, { tasks, behaviour, subscriber }) => {
	const token = tokenOf(request, behaviour());
	if (token !== '*') tasks.get(token);
	const { types } = request.arguments;
	const names = Array.isArray(types) ? types.map((name) => textOf(name).toLowerCase()) : [];
	subscriber.subscribe(token, new Set(names));
	return undefined;
};

/** The commands a status client needs (sheet, "WebSocket"), after `auth`. */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
	Object.entries<Command>({
		rrext_get_task_status: (request, { tasks, behaviour }) =>
			tasks.statusOf(tokenOf(request, behaviour())),
		rrext_dashboard: (_request, { tasks }) => {
			const rows = tasks.dashboardRows();
			const activeTasks = rows.filter(({ completed }) => completed !== true).length;
			const overview = { totalConnections: 1, activeTasks, serverUptime: 1 };
			return { overview, connections: [], tasks: rows };
		},
		rrext_get_tasks: (_request, { tasks }) => ({ tasks: tasks.runningRows() }),
		rrext_get_token: ({ arguments: { projectId, source } }, { tasks, behaviour }) => {
			const { tokenFault } = behaviour();
			if (tokenFault !== '') throw TaskError.fault(tokenFault);
			return { token: tasks.tokenOf(textOf(projectId), textOf(source)) };
		},
		terminate: (request, { tasks, behaviour }) => tasks.terminate(tokenOf(request, behaviour())),
		rrext_monitor: monitor,
		// The official client asks so whether the connection still works (source).
		rrext_ping: () => ({ pong: true }),
	}),
);

/** Carries a command out; newer servers say a failure's code too. */
export function runCommand(request: DapRequest, context: CommandContext): Outcome {
	try {
		const command = COMMANDS.get(request.command);
		if (!command) throw TaskError.unknownCommand(request.command);
		const body = command(request, context);
		return { success: true, ...(body !== undefined && { body }) };
	} catch (error) {
		if (!(error instanceof TaskError)) throw error;
		const { message, code } = error;
		return { success: false, message, ...(context.behaviour().errorCodes && code && { code }) };
	}
}
