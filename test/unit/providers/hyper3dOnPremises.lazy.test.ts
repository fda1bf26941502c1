const loaded: string[] = [];

jest.mock('socket.io-client', () => loaded.push('socket.io-client'));
jest.mock('engine.io-client', () => loaded.push('engine.io-client'));

it('starts n8n without loading Socket.IO', async () => {
	const { TaskStatus } = await import('../../../nodes/TaskStatus/TaskStatus.node');
	expect(new TaskStatus().description.credentials).not.toHaveLength(0);
	expect(loaded).toEqual([]);
	await import('socket.io-client');
	expect(loaded).toEqual(['socket.io-client']);
});
