import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INode, INodeTypes } from 'n8n-workflow';

import { CredentialStore } from '../../engine/support/credentialStore';
import { createAdditionalData } from '../../engine/support/engine';
import { checkNoSecret } from './secrets';
import type { Report } from './violations';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

const node: INode = {
	id: 'node-1',
	name: 'Logger',
	type: 'chaos.logger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const nodeTypes = {
	getByName: () => undefined,
	getByNameAndVersion: () => undefined,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** Reports whatever the process as a whole does wrong. Returns the number of log lines so far. */
export function watchProcess(report: Report): () => number {
	process.on('unhandledRejection', (reason) => {
		report('no rejection is lost', reason instanceof Error ? (reason.stack ?? '') : String(reason));
	});
	process.on('uncaughtException', (error) => {
		report('nothing throws where nobody can catch it', error.stack ?? error.message);
	});
	process.on('warning', ({ name, message }) => {
		if (name !== 'DeprecationWarning' && name !== 'ExperimentalWarning') {
			report('Node has nothing to warn of', `${name}: ${message}`);
		}
	});
	return watchLog(report);
}

/**
 * n8n gives every node the one log it writes to. Here it is searched at every level, also at those
 * that n8n would not write.
 */
function watchLog(report: Report): () => number {
	let lines = 0;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = createAdditionalData(new CredentialStore({}));
	const context = new PollContext(workflow, node, data, 'trigger', 'init');
	const search = (level: string) => (message: string, metadata?: object) => {
		lines++;
		checkNoSecret([message, metadata], `a log line of level ${level}`, report);
	};
	const searched = LEVELS.map((level) => [level, { value: search(level) }] as const);
	const logger = Object.create(context.logger, Object.fromEntries(searched)) as unknown;
	// The context itself keeps the log it has been asked for.
	const prototype = Object.getPrototypeOf(context) as object;
	Object.defineProperty(ownerOf(prototype, 'logger'), 'logger', { get: () => logger });
	return () => lines;
}

/** The prototype that a property comes from. */
function ownerOf(value: object, property: string): object {
	let owner = value;
	while (!Object.hasOwn(owner, property)) owner = Object.getPrototypeOf(owner) as object;
	return owner;
}
