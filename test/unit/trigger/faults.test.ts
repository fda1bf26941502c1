import {
	countTick,
	isTold,
	NO_FAULTS,
	type FaultClass,
} from '../../../nodes/TaskCompletedTrigger/state/faults';

/** The numbers of the ticks at which a fault is told. */
function told(classes: ReadonlyArray<FaultClass | null>): number[] {
	let streak = NO_FAULTS;
	return classes.flatMap((faultClass, index) => {
		streak = countTick(streak, faultClass);
		return isTold(streak) ? [index + 1] : [];
	});
}

const times = (count: number, faultClass: FaultClass | null) =>
	Array.from({ length: count }, () => faultClass);

describe('a fault', () => {
	it.each([
		['that passes within three ticks is never told', times(3, 'passing'), []],
		[
			'that lasts is told at the fourth tick, then at every tenth',
			times(30, 'passing'),
			[4, 14, 24],
		],
		[
			'that needs somebody is told at once, then at every tenth',
			times(22, 'permanent'),
			[1, 11, 21],
		],
		['counts anew after a good tick', [...times(3, 'passing'), null, ...times(3, 'passing')], []],
		[
			'of another class counts anew',
			[...times(3, 'passing'), 'permanent' as const, ...times(3, 'passing')],
			[4],
		],
	])('%s', (_name, classes, expected) => {
		expect(told(classes)).toEqual(expected);
	});
});
