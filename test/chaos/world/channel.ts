import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TaskState } from '../../../nodes/task/states';
import type { CredentialData } from '../../engine/support/credentialStore';
import type { Dice } from '../support/dice';

/** A task of a simulator, with the simulator's own truth about it. */
export interface ChaosTask {
	/** The identifiers, under the names of the node's parameters. */
	readonly ref: IDataObject;
	/** `taskId` of the normalised task. */
	readonly taskId: string;
	/** The final state it comes to (or waits in, `actionRequired`); null if it never ends. */
	readonly end: TaskState | null;
	/** How the server's own list of tasks names it, where there is such a list and it is in it. */
	readonly listed?: { readonly projectId: string; readonly source: string };
	/** When it comes to it, in ms since 1970. */
	readonly endsAt: number;
	/** The files it leaves behind. */
	readonly files: ReadonlyArray<{ readonly name: string; readonly bytes: Buffer }>;
}

/** One way to ask one provider. */
export interface Channel {
	readonly name: string;
	readonly provider: string;
	/** Parameters that are the same for all its tasks, such as the transport. */
	readonly fixed: INodeParameters;
	/** The parameters that name a task. */
	readonly identifiers: readonly string[];
	readonly credentials: CredentialData;
	/** What Get Results gives for a task that is done. */
	readonly results: 'files' | 'data' | 'none';
	/** How many requests one look can take. */
	readonly requestsPerLook: number;
	/** Starts a task, or names one that never was. Sooner or later most of them end. */
	start(dice: Dice, id: string): ChaosTask;
}

/** Whether a task has come to its end by a time. Simulators and suite read the clock in turn. */
export function hasEnded({ end, endsAt }: ChaosTask, now: number = Date.now()): boolean {
	return end !== null && endsAt <= now;
}
