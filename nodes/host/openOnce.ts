/** What is opened once for each key, when it is first needed, and closed together. */
export interface OpenedOnce<Key, Session> {
	open(key: Key): Promise<Session>;
	close(): Promise<void>;
}

/** Opens by `open`; one that could not be opened fails for everybody, and has nothing to close. */
export function openOnce<Key, Session extends { close(): Promise<void> }>(
	open: (key: Key) => Promise<Session>,
): OpenedOnce<Key, Session> {
	const sessions = new Map<Key, Promise<Session>>();
	return {
		open: async (key) => {
			const session = sessions.get(key) ?? open(key);
			sessions.set(key, session);
			return await session;
		},
		close: async () => {
			const opened = await Promise.allSettled(sessions.values());
			const closing = opened.map(async (session) => {
				if (session.status === 'fulfilled') await session.value.close();
			});
			await Promise.allSettled(closing);
		},
	};
}
