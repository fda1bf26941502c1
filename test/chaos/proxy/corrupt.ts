import type { Dice } from '../support/dice';
import { MARK } from '../support/secret';

const MOST_BYTES = 3;
const HIGH_BIT = 0x80;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * RocketRide's state 6 means success, failure or a stop by the exit alone, and its list tells whose
 * exit that is by the token's beginning: with one of them changed the server would have said something
 * else, well-formed, and no client could know better. Nor could it of a file with another name.
 */
const EVIDENCE = /"(?:exit(?:Code|Message)|token|name)"\s*:\s*(?:"[^"]*"|[^,}]*)/g;

/** A key or token with another letter in it is none any more, and nobody could know it for one. */
const SECRET = new RegExp(`[0-9a-f]*${MARK}.*?${MARK}`, 'g');

/**
 * The bytes with up to three of them changed, so that no answer turns into another valid one: a
 * letter becomes another letter, which makes no word of any vocabulary out of another; anything else
 * gets its high bit set, which breaks digits and punctuation, and turns text into U+FFFD. Digits
 * never become other digits, or a running task of RocketRide (3) could be a completed one (5).
 * @param isRequest letters are not exchanged either: that would ask about another task, whose state
 *   no client could tell from that of its own
 */
export function corrupt(bytes: Buffer, dice: Dice, isRequest = false): Buffer {
	const spoilt = Buffer.from(bytes);
	const open = openPositions(bytes.toString('latin1'));
	if (open.length === 0) return spoilt;
	for (let left = dice.int(1, MOST_BYTES); left > 0; left--) {
		const position = dice.pick(open);
		spoilt[position] = changed(bytes[position] ?? 0, isRequest ? null : dice);
	}
	return spoilt;
}

function changed(byte: number, dice: Dice | null): number {
	if (dice === null) return byte ^ HIGH_BIT;
	const letter = String.fromCharCode(byte).toLowerCase();
	if (!LETTERS.includes(letter)) return byte ^ HIGH_BIT;
	return dice.pick([...LETTERS].filter((other) => other !== letter)).charCodeAt(0);
}

function openPositions(text: string): number[] {
	const closed = new Set<number>();
	const kept = [...text.matchAll(EVIDENCE), ...text.matchAll(SECRET)];
	for (const { index, 0: found } of kept) {
		for (let offset = 0; offset < found.length; offset++) closed.add(index + offset);
	}
	return [...text].flatMap((_character, index) => (closed.has(index) ? [] : [index]));
}
