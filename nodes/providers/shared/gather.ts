import type { Duplex } from 'node:stream';

/**
 * Lets all messages of one turn of the event loop leave in one system call: to send a small question
 * takes longer than everything else about it (10 of 40 µs, measured with 16 at a time).
 * @param wire the network connection below a WebSocket
 * @returns to be called before a message is sent
 */
export function createGather(wire: Duplex): () => void {
	let gathering = false;
	const release = () => {
		gathering = false;
		wire.uncork();
	};
	return () => {
		if (gathering) return;
		gathering = true;
		wire.cork();
		// After everything that this turn has settled; at its first pause a part would leave alone.
		setImmediate(release);
	};
}
