import type { Operation } from '../turn';
import { addToWatchList } from './addToWatchList.operation';
import { getResults } from './getResults.operation';
import { getStatus } from './getStatus.operation';
import { waitForCompletion } from './waitForCompletion.operation';

/** The operations by the value of the `operation` parameter. */
export const operations: ReadonlyMap<string, Operation> = new Map([
	['getStatus', getStatus],
	['waitForCompletion', waitForCompletion],
	['getResults', getResults],
	['addToWatchList', addToWatchList],
]);
