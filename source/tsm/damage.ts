/**
 * Bytes of a database that do not say what they should: in which file, where, and what is wrong. Only the block, segment or file
 * that it names is lost.
 */
export class Damage extends Error {
	override readonly name = 'Damage';
	readonly file: string;
	readonly offset: number;
	readonly reason: string;

	constructor(file: string, offset: number, reason: string) {
		super(`${file}: ${reason} at byte ${offset}`);
		this.file = file;
		this.offset = offset;
		this.reason = reason;
	}
}

/** Called for damage after which reading goes on. */
export type Report = (damage: Damage) => void;

/** Returns what the step returns; reports Damage that it throws, and returns undefined then. */
export function tryRead<Result>(report: Report, step: () => Result): Result | undefined {
	try {
		return step();
	} catch (error) {
		if (error instanceof Damage) {
			report(error);
			return undefined;
		}

		throw error;
	}
}

/** Takes steps to their end, or to Damage, which is reported. */
export function * untilDamage(report: Report, steps: Generator<void>): Generator<void> {
	try {
		yield * steps;
	} catch (error) {
		if (!(error instanceof Damage)) {
			throw error;
		}

		report(error);
	}
}
