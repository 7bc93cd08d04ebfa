import {CampaignError, codeOf, messageOf} from '../../../system/errors.js';
import {cleanText} from '../../../text/clean.js';
import {RefusedError, refusalIn, UnexpectedResponseError} from './answer.js';

type Circumstances = {
	/** How the server is named. */
	readonly name: string;
	/** How long an answer may take (ms). */
	readonly timeoutMs: number;
	/** It took longer. */
	readonly isLate: boolean;
};

/** Why a server gave no usable answer, in one line, with the remedy. */
export function explainProblem(error: unknown, {name, timeoutMs, isLate}: Circumstances): CampaignError {
	const status = statusOf(error);
	if (status !== undefined) {
		return explainStatus(status, bodyOf(error), name);
	}

	if (error instanceof RefusedError) {
		return new CampaignError(`${name} refuses the query: ${shortened(error.message)}`, 'check --database and the user\'s rights');
	}

	if (error instanceof UnexpectedResponseError) {
		return explainUnexpectedResponse(error, name);
	}

	if (isLate || nameOf(error) === 'RequestTimedOutError') {
		return new CampaignError(`${name} does not answer within ${timeoutMs / 1000} s`, 'try again, or take another --engine');
	}

	const code = codeOf(error) ?? '';
	return new CampaignError(
		`${name} ${reasons[code] ?? `breaks the connection (${code === '' ? shortened(messageOf(error)) : code})`}`,
		'check that it is running and can be reached, or take another --engine',
	);
}

/** That a server's answer cannot be understood, in one line, with the remedy. */
export const explainUnexpectedResponse = (error: UnexpectedResponseError, name: string): CampaignError =>
	new CampaignError(`${name} does not answer as InfluxDB 1.x does: ${error.message}`, needed);

/** Somebody else's words, fit for a part of one line. */
export function shortened(text: string): string {
	const line = cleanText(text).trim();
	return line.length > maxLetters ? `${line.slice(0, maxLetters)} …` : line;
}

const maxLetters = 300;
const needed = 'give the address of an InfluxDB 1.x, such as http://host:8086';
const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'accepts no connection',
	ENOTFOUND: 'is the name of no host',
	EAI_AGAIN: 'cannot be found: names are not resolved here',
	EHOSTUNREACH: 'cannot be reached',
	ENETUNREACH: 'cannot be reached',
	ETIMEDOUT: 'cannot be reached',
	HPE_INVALID_CONSTANT: 'does not speak HTTP',
};

function explainStatus(status: number, body: string, name: string): CampaignError {
	const refusal = refusalIn(body);
	const words = refusal === undefined ? '' : `: ${shortened(refusal)}`;
	if (status === 401 || status === 403) {
		return new CampaignError(`${name} refuses the user${words}`, 'give user and password in the address: http://user:password@host:8086');
	}

	if (status < 400) {
		return new CampaignError(`${name} redirects to another address (status ${status})`, 'give the address of the InfluxDB itself');
	}

	return refusal === undefined
		? new CampaignError(`${name} does not answer as InfluxDB 1.x does: status ${status}`, needed)
		: new CampaignError(`${name} refuses the query${words}`, 'check --database and the user\'s rights');
}

const nameOf = (error: unknown): string => error instanceof Error ? error.name : '';

const statusOf = (error: unknown): number | undefined =>
	error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;

const bodyOf = (error: unknown): string =>
	error instanceof Error && 'body' in error && typeof error.body === 'string' ? error.body : '';
