import { hexId } from './ids';
import { answer, file, header, iso, KEY, type Call, type Service } from './service';
import { submitted } from './simulator';

// A guess.
const REFUSAL = answer(403, { success: false, message: 'Invalid API key' });
const running = (status: string, message: string) => ({
	status,
	message,
	success: null,
	url: null,
});
const life = [running('pending', 'Waiting'), running('running', 'Rendering scene 1')];
const failed = (status: string, message: string) => ({
	status,
	message,
	success: false,
	url: null,
});

/** Without an id this is a list, and a 200. */
function movies({ tasks, query, now }: Call) {
	const id = query['project'] ?? '';
	if (id === '') return { success: true, movies: [{ project: 'other', status: 'done' }] };
	const look = tasks.look(id);
	// A guess: the movie is just missing.
	if (look === undefined) return { success: true, remaining_quota: { time: 100 } };
	const { task, moment, isLast } = look;
	const times = {
		created_at: iso(task.submittedAt),
		ended_at: isLast ? iso(task.endedAt ?? now) : null,
	};
	return {
		success: true,
		movie: { project: id, ...times, ...moment },
		remaining_quota: { time: 100 },
	};
}

export const json2Video: Service = {
	name: 'json2Video',
	origins: ['https://api.json2video.com'],
	refuse: header('x-api-key', KEY, REFUSAL),
	newId: hexId('', 8),
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'done', message: '', success: true, url: file('movie.mp4') }],
		},
		failed: { end: 'failed', moments: [...life, failed('error', 'Image not found')] },
		timedOut: { end: 'failed', moments: [...life, failed('timeout', 'Rendering took too long')] },
		never: { end: 'queued', moments: life.slice(0, 1) },
		stuck: { end: 'running', moments: life },
	},
	routes: {
		'POST /v2/movies': (call) => {
			const { id, submittedAt } = submitted(call);
			return { success: true, project: id, timestamp: iso(submittedAt) };
		},
		'GET /v2/movies': movies,
	},
	ref: (projectId) => ({ projectId }),
};
