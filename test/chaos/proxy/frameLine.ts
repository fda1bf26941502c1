import type { RawData, WebSocket } from 'ws';

import { pause } from '../support/pause';
import { corrupt } from './corrupt';
import type { Draw, FaultPlan } from './faultPlan';
import { FRAME_FAULTS } from './kinds';
import type { FrameFault } from './kinds';

/** An exchange over a WebSocket has many frames; each is hit less often than an HTTP exchange. */
const SHARE = 0.3;
/** How long a frame waits for the one that changes places with it. */
const SWAP_MS = 80;
const SERVER_ERROR = 1011;

/** Frames nobody sent: no JSON, JSON of no protocol, and packets of Engine.IO out of place. */
const STRAYS = [
	'hello',
	'{"type":"response","success":true}',
	'[1,2,3]',
	'6',
	'3',
	'42["message"]',
];

interface Frame {
	readonly bytes: Buffer;
	readonly isBinary: boolean;
}

/** One direction of a WebSocket: frames keep their order, except for those that a fault moves. */
export class FrameLine {
	private readonly ended = new AbortController();

	private passing: Promise<void> = Promise.resolve();

	private held: Frame | null = null;

	private isSilent = false;

	constructor(
		from: WebSocket,
		private readonly to: WebSocket,
		name: string,
		about: string,
		plan: FaultPlan,
		private readonly isRequest: boolean,
	) {
		from.on('message', (data: RawData, isBinary: boolean) => {
			const frame = { bytes: data as Buffer, isBinary };
			const fault = plan.draw(name, about, FRAME_FAULTS, SHARE);
			this.passing = this.passing.then(async () => await this.pass(frame, fault));
		});
	}

	/** Nothing is passed on after this. */
	end(): void {
		this.ended.abort();
	}

	private async pass(frame: Frame, fault: Draw<FrameFault> | null): Promise<void> {
		if (this.ended.signal.aborted || this.isSilent) return;
		const { bytes, isBinary } = frame;
		switch (fault?.kind) {
			case 'drop':
				break;
			case 'delay':
				await pause(fault.dice.int(5, 1_200), this.ended.signal);
				this.send(frame);
				break;
			case 'truncate':
				this.send({ bytes: bytes.subarray(0, fault.dice.int(0, bytes.length - 1)), isBinary });
				break;
			case 'corrupt':
				this.send({ bytes: corrupt(bytes, fault.dice, this.isRequest), isBinary });
				break;
			case 'duplicate':
				this.send(frame);
				this.send(frame);
				break;
			case 'reorder':
				this.hold(frame);
				return;
			case 'garbage':
				this.send({
					bytes: Buffer.from(fault.dice.pick(STRAYS)),
					isBinary: fault.dice.chance(0.2),
				});
				this.send(frame);
				break;
			case 'reset':
				this.to.terminate();
				return;
			case 'close':
				this.to.close(SERVER_ERROR);
				return;
			case 'silence':
				this.isSilent = true;
				return;
			default:
				this.send(frame);
		}
		this.release();
	}

	private hold(frame: Frame): void {
		this.release();
		this.held = frame;
		void pause(SWAP_MS, this.ended.signal).then(() => this.release());
	}

	private release(): void {
		const { held } = this;
		this.held = null;
		if (held !== null) this.send(held);
	}

	private send({ bytes, isBinary }: Frame): void {
		if (this.to.readyState === this.to.OPEN) this.to.send(bytes, { binary: isBinary });
	}
}
