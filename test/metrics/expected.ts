import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The campaign of the fixtures. */
export const campaignFolder = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));

/** The iterations with recorded answers of a real influxd. */
export const iterationIds = ['A-0', 'A-1', 'A-2', 'B-0', 'B-1', 'C-0', 'C-1', 'D-0', 'D-1', 'E-0', 'F-0'] as const;

type Answer = {
	readonly results: ReadonlyArray<{
		readonly series?: ReadonlyArray<{
			readonly tags?: Readonly<Record<string, string>>;
			readonly values: ReadonlyArray<readonly [number, number | null]>;
		}>;
	}>;
};

export type Expected = {
	readonly start: string;
	readonly stop: string;
	readonly queries: Readonly<Record<string, {readonly influxql: string; readonly response: Answer}>>;
};

/** The window and the queries of an iteration, with the answers of influxd 1.6.7 (times in ns, as doubles). */
export const expectedOf = (iterationId: string): Expected =>
	JSON.parse(readFileSync(new URL(`../../fixtures/expected/${iterationId}.metrics.json`, import.meta.url), 'utf8')) as Expected;
