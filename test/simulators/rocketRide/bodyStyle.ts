import type { TaskStatusBody } from './statusBody';

/** Which fields of TASK_STATUS a server sends: every one may be missing or null. */
export type BodyStyle =
	| 'full'
	/** null in every field but `state` and `completed`. */
	| 'nulls'
	/** Nothing but `state` and `completed`. */
	| 'minimal'
	/** `usage` in place of `metrics` and `tokens`, as newer servers are about to send. */
	| 'usage'
	/** Everything but `state`: a client must not take it for "running". */
	| 'noState';

/** Brings a full body into the style. */
export function styled(body: TaskStatusBody, style: BodyStyle): TaskStatusBody {
	const { state, completed } = body;
	switch (style) {
		case 'full':
			return body;
		case 'nulls': {
			const nulls = Object.fromEntries(Object.keys(body).map((field) => [field, null]));
			return { ...nulls, state, completed };
		}
		case 'minimal':
			return { state, completed };
		case 'usage': {
			const { metrics, tokens, ...rest } = body;
			return { ...rest, usage: { metrics, tokens } };
		}
		case 'noState':
			return Object.fromEntries(Object.entries(body).filter(([field]) => field !== 'state'));
	}
}
