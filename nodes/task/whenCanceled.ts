/** What is to be called for a signal, by signal. */
const listenersOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `listener` once when the signal fires. All tasks of an execution listen to one signal, which
 * compares a new listener with all those it has (Node 20): it gets a single one from here.
 * @returns takes the listener away again; nothing is left at the signal after the last one
 */
export function whenCanceled(signal: AbortSignal, listener: () => void): () => void {
	const listeners = listenersOf.get(signal) ?? listenTo(signal);
	listeners.add(listener);
	return () => {
		if (listeners.delete(listener) && listeners.size === 0) stopListening(signal);
	};
}

function listenTo(signal: AbortSignal): Set<() => void> {
	const listeners = new Set<() => void>();
	listenersOf.set(signal, listeners);
	signal.addEventListener('abort', callAll, { once: true });
	return listeners;
}

function stopListening(signal: AbortSignal): void {
	listenersOf.delete(signal);
	signal.removeEventListener('abort', callAll);
}

function callAll({ target }: Event): void {
	const signal = target as AbortSignal;
	const listeners = listenersOf.get(signal) ?? [];
	listenersOf.delete(signal);
	for (const listener of listeners) listener();
}
