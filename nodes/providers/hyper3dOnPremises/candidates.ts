import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import type { Attachment } from '../provider';

const DATA_URL_PREFIX = /^data:[^,]*,/;

/** How many candidates a progress answer offers; null when it has no such list. */
export function countCandidates(body: JsonRecord): number | null {
	return Array.isArray(body.candidates) ? body.candidates.length : null;
}

/** The answer with a count in place of the pictures: they are megabytes of base64. */
export function withoutCandidates(body: unknown): unknown {
	if (!isRecord(body) || !('candidates' in body)) return body;
	return { ...body, candidates: countCandidates(body) };
}

/** The candidates as files. What a candidate is called and which format it has is not public. */
export function readCandidates(body: unknown): readonly Attachment[] {
	if (!isRecord(body) || !Array.isArray(body.candidates)) return [];
	return body.candidates.flatMap((candidate: unknown, index) => {
		if (typeof candidate !== 'string') return [];
		const data = Buffer.from(candidate.replace(DATA_URL_PREFIX, ''), 'base64');
		return [{ name: `candidate_${index}`, data }];
	});
}
