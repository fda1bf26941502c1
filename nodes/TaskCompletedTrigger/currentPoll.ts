import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { OpenedOnce } from '../host/openOnce';
import type { TaskSession } from '../host/openSession';
import type { TaskProvider } from '../providers/provider';
import type { Clock } from '../task/clock';
import type { Configuration } from './configuration';
import type { TriggerMemory } from './memory';
import type { Occasion } from './occasion';
import type { Source } from './sources/source';
import type { Turn } from './turn';

/** When and where a poll takes place. */
export interface PollSetting {
	readonly context: IPollFunctions;
	readonly occasion: Occasion;
	readonly memory: TriggerMemory;
	readonly turn: Turn;
	readonly clock: Clock;
}

/** One poll, passed down to everything that works in it. */
export interface Poll extends PollSetting {
	readonly configuration: Configuration;
	readonly source: Source;
	/** One for each provider, opened when first needed. */
	readonly sessions: OpenedOnce<TaskProvider, TaskSession>;
	/** The node's static data. */
	readonly data: IDataObject;
	/** Tasks that are not looked at again in this poll. */
	readonly ended: Set<string>;
	/** What is handed over when the poll returns, on a host that takes nothing before. */
	readonly untaken: INodeExecutionData[];
	/** What the poll ends with. */
	thrown: Error | null;
}
