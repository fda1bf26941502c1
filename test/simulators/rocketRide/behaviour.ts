import type { BodyStyle } from './bodyStyle';
import type { StrayFrame } from './dap/strayFrames';

/** What a task's answers get wrong on command; everything is JSON, so it can be set over HTTP. */
export interface TaskBehaviour {
	/** Which fields TASK_STATUS has, over either transport. */
	bodyStyle: BodyStyle;
	/** WebSocket: never answers a request. */
	silent: boolean;
	/** WebSocket: leaves the first N requests about a task without an answer. */
	ignoreFirstRequests: number;
	/** WebSocket: cuts the connection on the first N requests about a task. */
	dropOnFirstRequests: number;
	/** WebSocket: gives the first N answers about a task a `request_seq` nobody asked with. */
	wrongSeqOnFirstRequests: number;
	/** WebSocket: sends so many events before each answer. */
	eventsBeforeAnswer: number;
	/** WebSocket: sends frames a client cannot use before each answer. */
	framesBeforeAnswer: readonly StrayFrame[];
	/** WebSocket: sends such a frame, and no answer. */
	frameInsteadOfAnswer: StrayFrame | '';
	/** WebSocket: collects a socket's answers for so long and sends them in reverse. */
	reverseAnswersWithinMs: number;
	/** WebSocket: answers so much later. */
	answerDelayMs: number;
}

/** What the server as a whole gets wrong on command, and the default for its tasks. */
export interface ServerBehaviour extends TaskBehaviour {
	/** Servers up to 3.1 read the token of a status request only at the root of the message. */
	legacyRootTokenOnly: boolean;
	/** Newer servers add a `code` to a failed answer, such as TASK_NOT_REGISTERED. */
	errorCodes: boolean;
	/** Refuses the WebSocket upgrade with this HTTP status. */
	refuseUpgradeStatus: number;
	/** Accepts the connection and never answers the upgrade. */
	ignoreUpgrade: boolean;
	/** Never answers `auth`. */
	silentAuth: boolean;
	/** Refuses every `auth` with these words, such as "Bad request" when the sign-in backend fails. */
	authFault: string;
	/** Refuses every `rrext_get_token` with these words, as for an exception inside. */
	tokenFault: string;
	/** Over HTTP: answers every `/task` with a 400 and these words, as for any exception inside. */
	httpFault: string;
}

/** A server that behaves. */
export const GOOD_BEHAVIOUR: Readonly<ServerBehaviour> = {
	bodyStyle: 'full',
	silent: false,
	ignoreFirstRequests: 0,
	dropOnFirstRequests: 0,
	wrongSeqOnFirstRequests: 0,
	eventsBeforeAnswer: 0,
	framesBeforeAnswer: [],
	frameInsteadOfAnswer: '',
	reverseAnswersWithinMs: 0,
	answerDelayMs: 0,
	legacyRootTokenOnly: false,
	errorCodes: false,
	refuseUpgradeStatus: 0,
	ignoreUpgrade: false,
	silentAuth: false,
	authFault: '',
	tokenFault: '',
	httpFault: '',
};
