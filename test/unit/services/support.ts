import type { Description } from '../../../nodes/providers/described/description';
import { exchangeOf, taskIdOf } from '../../../nodes/providers/described/exchangeOf';
import { linksIn } from '../../../nodes/providers/described/links';
import type { Link } from '../../../nodes/providers/described/links';
import { find } from '../../../nodes/providers/described/path';
import { readStatus, readVerdict, toTask } from '../../../nodes/providers/described/reading';
import type { HttpAnswer } from '../../../nodes/providers/shared/httpAnswer';
import { TaskRequestError } from '../../../nodes/task/errors';
import type { Task, TaskRef } from '../../../nodes/task/task';

const NOW = new Date(Date.UTC(2026, 0, 1));

/** An answer with a JSON body. */
export function json(body: unknown, status = 200, headers: HttpAnswer['headers'] = {}): HttpAnswer {
	return { status, headers, bodyKind: 'json', body, host: 'api.example.com' };
}

/** An answer with a web page. */
export function page(status = 200): HttpAnswer {
	return { status, headers: {}, bodyKind: 'other', body: undefined, host: 'api.example.com' };
}

/** What a description says of a status answer, and of that of the verdict if there is one. */
export function readTask(
	description: Description,
	ref: TaskRef,
	answer: HttpAnswer,
	second?: HttpAnswer,
): Task {
	const exchange = exchangeOf(description, ref);
	let finding = readStatus(exchange, answer);
	if (finding.state === 'succeeded' && exchange.verdict !== undefined && second !== undefined) {
		finding = readVerdict(exchange.verdict, finding, second);
	}
	const taskId = taskIdOf(description, ref);
	const identity = { provider: description.name, taskId, ref, checkedAt: NOW };
	return toTask(description, exchange, finding, identity).task;
}

/** The files and the data of a result that came with the status. */
export function filesIn(description: Description, ref: TaskRef, task: Task): readonly Link[] {
	const files = exchangeOf(description, ref).result?.files ?? [];
	return files.flatMap((one) =>
		'path' in one ? linksIn(find(task.result, one.path), one.key) : [],
	);
}

/** The error with which an answer is refused as none about a task. */
export function refusalOf(read: () => unknown): TaskRequestError {
	try {
		read();
	} catch (error) {
		if (error instanceof TaskRequestError) return error;
		throw error;
	}
	throw new Error('The answer was taken');
}
