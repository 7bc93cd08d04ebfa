/**
 * Bytes of a database that do not say what they should: in which file, where, and what is wrong. It costs the block, segment or file
 * that it names, no more.
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

/** Who is told of damage that the reading goes on after. */
export type Report = (damage: Damage) => void;

/** What the step answers; undefined, and the damage reported, where its bytes are damaged. */
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
