/** What can happen to one HTTP exchange on its way. */
export const HTTP_FAULTS = [
	/** The answer comes late, sometimes too late. */
	'delay',
	/** The request gets there or not; nothing ever comes back. */
	'silence',
	/** The connection is closed before the server has seen the request. */
	'drop',
	/** The server has answered; the connection is closed before the first byte. */
	'loseAnswer',
	/** A TCP reset in the middle of the body. */
	'reset',
	/** The connection ends in the middle of the body, politely. */
	'truncate',
	/** A part of the body that claims to be all of it. */
	'truncateCleanly',
	/** Content-Length is larger than the body. */
	'claimMore',
	/** Content-Length is smaller than the body. */
	'claimLess',
	'corrupt',
	/** The server sees the request twice. */
	'duplicateRequest',
	/** The client sees the answer twice, on one connection. */
	'duplicateAnswer',
	/** The request is held until another one has overtaken it. */
	'reorder',
	'status429',
	'status5xx',
	/** To another host, another scheme, or itself. */
	'redirect',
	/** A web page. */
	'garbage',
	'empty',
	/** An error that quotes everything the client sent, keys included. */
	'echo',
	/** The answer in very small pieces. */
	'trickle',
] as const;

/** What n8n 2.8.4 says while somebody else writes to its database. */
const BUSY = 'busyDatabase';

export type HttpFault = (typeof HTTP_FAULTS)[number] | typeof BUSY;

/**
 * What no client of a file server could notice, since a file has no checksum: a well-formed answer
 * with other bytes in it. A file that was changed like that is not asked about.
 */
const UNNOTICEABLE: ReadonlySet<HttpFault> = new Set<HttpFault>([
	'truncateCleanly',
	'claimLess',
	'corrupt',
	'garbage',
	'empty',
	'redirect',
	'echo',
]);

/** The faults of a server that sends files. */
export const FILE_FAULTS = HTTP_FAULTS.filter((kind) => !UNNOTICEABLE.has(kind));

/** The faults of n8n's own API: nobody could tell a row with other letters in it from a row. */
export const N8N_FAULTS: readonly HttpFault[] = [
	...HTTP_FAULTS.filter((kind) => kind !== 'corrupt'),
	...Array<HttpFault>(3).fill(BUSY),
];

/** Where every answer with a status of success is taken for one, whatever it says. */
export const UNREAD_FAULTS = N8N_FAULTS.filter(
	(kind) => !['garbage', 'empty', 'echo'].includes(kind),
);

/** What can happen to the handshake of a WebSocket. */
export const UPGRADE_FAULTS = ['delay', 'silence', 'drop', 'status429', 'status5xx'] as const;

/** What can happen to one frame of a WebSocket. */
export const FRAME_FAULTS = [
	'delay',
	/** The frame is swallowed. */
	'drop',
	'truncate',
	'corrupt',
	'duplicate',
	/** The frame changes places with the next one. */
	'reorder',
	/** A frame nobody sent comes before it. */
	'garbage',
	/** The connection is cut without a farewell. */
	'reset',
	/** The connection is closed with a code of the server's. */
	'close',
	/** Nothing is passed on any more, and the connection stays open. */
	'silence',
] as const;

export type FrameFault = (typeof FRAME_FAULTS)[number];
