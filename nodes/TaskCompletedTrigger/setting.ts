import type { IPollFunctions } from 'n8n-workflow';

import type { Clock } from '../task/clock';
import type { Configuration } from './configuration';
import type { Source } from './look/source';
import type { PollTurn } from './turn';

/** Everything a poll works with. */
export interface Setting {
	readonly context: IPollFunctions;
	readonly configuration: Configuration;
	readonly source: Source;
	readonly turn: PollTurn;
	readonly clock: Clock;
}
