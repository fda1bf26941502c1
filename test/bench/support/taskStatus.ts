import { runTaskStatus } from '../../engine/support/engine';
import type { EngineResult, EngineRun } from '../../engine/support/engine';

/** Runs Task Status in n8n's engine; a run that fails would otherwise win every race. */
export async function runWhole(run: EngineRun): Promise<EngineResult> {
	const result = await runTaskStatus(run);
	if (result.error !== undefined) throw result.error;
	const items = result.outputs.flat().length;
	const expected = run.items?.length ?? 1;
	if (items < expected) throw new Error(`${items} items instead of ${expected}`);
	return result;
}
