import type { StoredWorkflow } from '../../test/e2e/support/workflowJson';
import type { Simulator } from '../../test/simulators/support/httpSimulator';

interface Welcome {
	url: string;
	n8nVersion: string;
	owner: { email: string; password: string };
	examples: readonly StoredWorkflow[];
	simulators: readonly Simulator[];
	seconds: number;
}

/** What a person needs to go on from here. */
export function welcome(facts: Welcome): string {
	const { url, n8nVersion, owner, examples, simulators, seconds } = facts;
	return [
		'',
		`n8n ${n8nVersion} is ready (${seconds} s):  ${url}`,
		`  sign in with        ${owner.email}`,
		`  password            ${owner.password}`,
		'',
		...clicks(url, examples),
		'',
		'Simulated providers (the credentials in n8n point at them):',
		...simulators.map(
			({ name, baseUrl, acceptedKey }) =>
				`  ${name.padEnd(19)} ${baseUrl}${acceptedKey === null ? '' : `  key ${acceptedKey}`}`,
		),
		'',
		'Nothing is kept: Ctrl-C ends everything.',
	].join('\n');
}

function clicks(url: string, examples: readonly StoredWorkflow[]): string[] {
	if (examples.length === 0) {
		return ['Create a workflow, press + and search for "Task Status".'];
	}
	return [
		'Open a workflow and press "Execute workflow":',
		...examples.flatMap(({ id, name }) => [`  ${name}`, `    ${url}/workflow/${id}`]),
	];
}
