import type {
	ExecutionStatus,
	INodeExecutionData,
	IRunExecutionData,
	ITaskData,
} from 'n8n-workflow';
import { parseFlatted } from './flatted';

/** One execution as n8n lists it. */
export interface ExecutionSummary {
	id: string;
	status: ExecutionStatus;
	finished: boolean;
	mode: string;
	workflowId: string;
	startedAt: string;
	stoppedAt: string | null;
}

/** An execution with its run data, parsed. */
export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
}

/** An execution as n8n's editor endpoint answers it. */
export type RawExecution = ExecutionSummary & { data: string | IRunExecutionData };

const STILL_GOING: readonly ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown'];

/** Whether the execution has come to its end, good or bad. */
export function hasEnded(execution: ExecutionSummary): boolean {
	return !STILL_GOING.includes(execution.status);
}

/** Turns the stored text of the run data into objects. */
export function parseExecution(raw: RawExecution): Execution {
	const data = typeof raw.data === 'string' ? parseFlatted(raw.data) : raw.data;
	return { ...raw, data: data as IRunExecutionData };
}

/** Every run of a node, in order; none when the branch was not taken. */
export function runsOf(execution: Execution, nodeName: string): ITaskData[] {
	return execution.data.resultData.runData[nodeName] ?? [];
}

/**
 * The items that left an output of a node: of all its runs one after the other (a node in a loop
 * runs several times), or of one run.
 */
export function itemsOf(
	execution: Execution,
	nodeName: string,
	outputIndex = 0,
	runIndex?: number,
): INodeExecutionData[] {
	const runs = runsOf(execution, nodeName);
	const chosen = runIndex === undefined ? runs : runs.slice(runIndex, runIndex + 1);
	return chosen.flatMap((run) => run.data?.main?.[outputIndex] ?? []);
}

/** What an execution or one of its nodes failed with, as it is shown in the editor. */
export interface ExecutionError {
	message: string;
	description?: string | null;
	node?: { name: string };
	[key: string]: unknown;
}

/** Why the execution failed, or undefined. */
export function errorOf(execution: Execution): ExecutionError | undefined {
	return execution.data.resultData.error as unknown as ExecutionError | undefined;
}
