/**
 * Reads n8n's stored run data ("flatted" format): one JSON array in which every value has its own
 * place, and every string inside an object or array is the index of the value that is meant.
 */
export function parseFlatted(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	for (const entry of table) {
		if (!isContainer(entry)) continue;
		for (const [key, value] of Object.entries(entry)) {
			if (typeof value === 'string') entry[key] = table[Number(value)];
		}
	}
	return table[0];
}

function isContainer(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
