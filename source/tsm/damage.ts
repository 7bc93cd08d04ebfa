/** Invalid bytes in a database: file, offset and reason. Only the block, segment or file named is lost. */
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

/** Called for damage that does not stop reading. */
export type ReportDamage = (damage: Damage) => void;

/** The result of the step; Damage that it throws is reported, with undefined as the result. */
export function tryRead<Result>(report: ReportDamage, step: () => Result): Result | undefined {
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

/** Runs the steps until they end or throw Damage, which is reported. */
export function * untilDamage(report: ReportDamage, steps: Generator<void>): Generator<void> {
	try {
		yield * steps;
	} catch (error) {
		if (!(error instanceof Damage)) {
			throw error;
		}

		report(error);
	}
}
