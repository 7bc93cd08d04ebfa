import {codeOf, messageOf, type AppError} from '../../../system/errors.js';
import {cleanText} from '../../../text/clean.js';
import {metricsError} from '../../errors.js';
import {RefusedError, refusalIn, UnexpectedResponseError} from './answer.js';

type RequestContext = {
	/** The server's name in messages. */
	readonly name: string;
	/** Timeout for a response (ms). */
	readonly timeoutMs: number;
	/** Whether the timeout expired. */
	readonly isLate: boolean;
};

/** Explains a failed request to a server, in one line, with a hint. */
export function explainProblem(error: unknown, {name, timeoutMs, isLate}: RequestContext): AppError {
	const status = statusOf(error);
	if (status !== undefined) {
		return explainStatus(status, bodyOf(error), name);
	}

	if (error instanceof RefusedError) {
		return metricsError('server-refused-query', `${name} refuses the query: ${shortened(error.message)}`, {cause: error});
	}

	if (error instanceof UnexpectedResponseError) {
		return explainUnexpectedResponse(error, name);
	}

	if (isLate || errorName(error) === 'RequestTimedOutError') {
		return metricsError('server-timeout', `${name} did not answer within ${timeoutMs / 1000} s`, {cause: error});
	}

	const code = codeOf(error) ?? '';
	return metricsError(
		'server-unreachable',
		`${name} ${reasons[code] ?? `broke the connection (${code === '' ? shortened(messageOf(error)) : code})`}`,
		{cause: error},
	);
}

/** The error for a response that cannot be parsed, in one line, with a hint. */
export const explainUnexpectedResponse = (error: UnexpectedResponseError, name: string): AppError =>
	metricsError('server-not-influxdb-1', `${name} does not answer like InfluxDB 1.x: ${error.message}`, {cause: error});

/** Foreign text, cleaned for use within a line, cut to at most `maxLetters` code units. */
export function shortened(text: string, maxLetters = 300): string {
	const line = cleanText(text).trim();
	return line.length > maxLetters ? `${line.slice(0, maxLetters)} …` : line;
}

const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'refuses the connection',
	ENOTFOUND: 'is an unknown host',
	EAI_AGAIN: 'cannot be resolved: name lookup is not available',
	EHOSTUNREACH: 'cannot be reached',
	ENETUNREACH: 'cannot be reached',
	ETIMEDOUT: 'cannot be reached',
	HPE_INVALID_CONSTANT: 'does not support HTTP',
};

function explainStatus(status: number, body: string, name: string): AppError {
	const refusal = refusalIn(body);
	const words = refusal === undefined ? '' : `: ${shortened(refusal)}`;
	if (status === 401 || status === 403) {
		return metricsError('server-refused-user', `${name} refuses the user${words}`);
	}

	if (status < 400) {
		return metricsError('server-redirects', `${name} redirects to another address (status ${status})`);
	}

	return refusal === undefined
		? metricsError('server-not-influxdb-1', `${name} does not answer like InfluxDB 1.x: status ${status}`)
		: metricsError('server-refused-query', `${name} refuses the query${words}`);
}

const errorName = (error: unknown): string => error instanceof Error ? error.name : '';

const statusOf = (error: unknown): number | undefined =>
	error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;

const bodyOf = (error: unknown): string =>
	error instanceof Error && 'body' in error && typeof error.body === 'string' ? error.body : '';
