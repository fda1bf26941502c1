import type { FieldStyle } from './checkProgress';

/** What a task's answers get wrong on command; everything is JSON, so it can be set over HTTP. */
export interface TaskBehaviour {
	/** Never answers a query. */
	silent: boolean;
	/** Leaves the first N queries about a uuid without an answer. */
	ignoreFirstQueries: number;
	/** Cuts the connection on the first N queries about a uuid; a client reconnects by itself. */
	dropOnFirstQueries: number;
	/** Disconnects from the server's side instead; a client does not reconnect by itself. */
	disconnectOnFirstQueries: number;
	/** The argument of the event that carries the payload; the vendor's sample reads the third. */
	payloadArgument: 0 | 1 | 2;
	/** So many messages about other uuids come before each answer. */
	othersBefore: number;
	/** Packets of these types come before each answer, without the data that belongs to them. */
	barePacketsBefore: readonly number[];
	/** Collects a socket's answers for so long and sends them in reverse. */
	reverseAnswersWithinMs: number;
	answerDelayMs: number;
	/** Fields of the message that are left out. */
	omitFields: readonly string[];
	/** Fields of the message that get another value, of any type. */
	overrideFields: Readonly<Record<string, unknown>>;
	/** Sent in place of the message, whatever it is. */
	replacePayload?: unknown;
	/** Makes the message so many bytes longer. */
	padBytes: number;
	restFields: FieldStyle;
}

/** What the server as a whole gets wrong on command, and the default for its tasks. */
export interface ServerBehaviour extends TaskBehaviour {
	/** Accepts connections and never answers a handshake. */
	ignoreHandshake: boolean;
	/** Answers a handshake with this HTTP status, as a proxy or a moved path does. */
	handshakeStatus: number;
	/** Refuses WebSocket as a transport; polling still works. */
	pollingOnly: boolean;
	/** Refuses every poll of a session, as one of several servers that did not open it. */
	forgetPollingSessions: boolean;
	/** Rejects connections in a middleware, with these words. */
	rejectMessage: string;
	/** Rejects only these subscription keys; empty means all. */
	rejectKeys: readonly string[];
	/**
	 * The `jobStatus` in the answer about an unknown uuid. Empty, the default, means no answer at
	 * all. Both are our guess: the vendor's page is silent.
	 */
	unknownUuidStatus: string;
}

/** A server that behaves. */
export const GOOD_BEHAVIOUR: Readonly<ServerBehaviour> = {
	silent: false,
	ignoreFirstQueries: 0,
	dropOnFirstQueries: 0,
	disconnectOnFirstQueries: 0,
	payloadArgument: 0,
	othersBefore: 0,
	barePacketsBefore: [],
	reverseAnswersWithinMs: 0,
	answerDelayMs: 0,
	omitFields: [],
	overrideFields: {},
	padBytes: 0,
	restFields: 'full',
	ignoreHandshake: false,
	handshakeStatus: 0,
	pollingOnly: false,
	forgetPollingSessions: false,
	rejectMessage: '',
	rejectKeys: [],
	unknownUuidStatus: '',
};
