import {AppError, codeOf, messageOf} from '../../system/errors.js';
import {sourceError} from '../errors.js';

type Code = Parameters<typeof sourceError>[0];

/** How a failed request is reported: our error code, message and hint. */
type Problem = readonly [code: Code, words: string, hint?: string];

const untrusted: Problem = ['source-tls-untrusted', 'its certificate is signed by an unknown CA'];
const unreachable = (words: string): Problem => ['source-unreachable', words];
const silent: Problem = ['source-timeout', 'does not answer'];
const broken = unreachable('the connection broke');

/** By error codes of Node, OpenSSL and the parser of HTTP. */
const problems: ReadonlyMap<string | undefined, Problem> = new Map<string, Problem>(Object.entries({
	ENOTFOUND: unreachable('no such host'),
	EAI_AGAIN: unreachable('its name cannot be resolved at the moment'),
	ECONNREFUSED: unreachable('the connection is refused'),
	EHOSTUNREACH: unreachable('no route to the host'),
	ENETUNREACH: unreachable('its network is unreachable'),
	ECONNRESET: broken,
	EPIPE: broken,
	ETIMEDOUT: silent,
	HPE_HEADER_OVERFLOW: ['source-status', 'sends headers that are too large'],
	SELF_SIGNED_CERT_IN_CHAIN: untrusted,
	UNABLE_TO_GET_ISSUER_CERT: untrusted,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
	DEPTH_ZERO_SELF_SIGNED_CERT: ['source-tls-untrusted', 'its certificate is self-signed', 'if you trust the server, put its certificate into a file and name that in the variable NODE_EXTRA_CA_CERTS'],
	CERT_HAS_EXPIRED: ['source-tls', 'its certificate has expired', 'tell its administrator, and check the clock of this machine'],
	CERT_NOT_YET_VALID: ['source-tls', 'its certificate is not valid yet', 'check the clock of this machine'],
	CERT_REVOKED: ['source-tls', 'its certificate was revoked', 'tell its administrator'],
	ERR_TLS_CERT_ALTNAME_INVALID: ['source-tls', 'its certificate is for another host', 'check the name of the host'],
	EPROTO: ['source-tls', 'does not support TLS, or only versions that are not supported here', 'check the port, or try http://'],
	ERR_SSL_WRONG_VERSION_NUMBER: ['source-tls', 'does not support TLS', 'check the port, or try http://'],
}));

/** Codes of transient errors: a retry may succeed. */
const transientCodes: ReadonlySet<string> = new Set([
	'ECONNRESET', 'EPIPE', 'EAI_AGAIN',
]);

export const isTransient = (error: unknown): boolean => transientCodes.has(deepCode(error) ?? '');

const offlineCodes: ReadonlySet<string> = new Set(['source-unreachable', 'source-timeout', 'source-stalled']);

/** Whether the server was not reached at all, so that the mirror is the best available data. */
export const isOffline = (error: unknown): boolean => error instanceof AppError && offlineCodes.has(error.code);

const connectCalls: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Whether no connection was made. */
export function isConnectError(error: unknown): boolean {
	const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
	return first instanceof Error && 'syscall' in first && connectCalls.has(first.syscall);
}

// If several addresses of a host were tried, the first error is enough.
function deepCode(error: unknown): string | undefined {
	if (error instanceof AggregateError) {
		return deepCode(error.errors[0]);
	}

	const code = codeOf(error);
	return problems.has(code) ? code : (error instanceof Error && error.cause !== undefined ? deepCode(error.cause) : code);
}

/** The error for anything thrown by a request to an address. */
export function requestError(error: unknown, address: string): AppError {
	if (error instanceof AppError) {
		return error;
	}

	const code = deepCode(error);
	const problem = problems.get(code);
	if (problem) {
		const [name, words, hint] = problem;
		return sourceError(name, `${address}: ${words} (${code ?? ''})`, {cause: error, ...hint === undefined ? {} : {hint}});
	}

	return code?.startsWith('HPE_') === true
		? sourceError('source-status', `${address}: its response is not HTTP`, {cause: error, hint: 'check the address and its port'})
		: sourceError('source-unreachable', `${address}: cannot be fetched (${code ?? messageOf(error).slice(0, maxWords)})`, {cause: error});
}

const maxWords = 80;

/** The error for a response that ended before its end. */
export const truncatedError = (address: string): AppError => requestError(Object.assign(new Error('cut short'), {code: 'ECONNRESET'}), address);

/** The error for a proxy that does not open a tunnel, by its status. */
export const proxyError = (status: number, address: string): AppError => status === loginAtProxy
	? statusError(status, address)
	: sourceError('source-unreachable', `${address}: the proxy refuses the request (status ${status})`);

/** The error for an unsuccessful status: of a server, or of a proxy that forwards requests. */
export function statusError(status: number, address: string): AppError {
	const [code, words, hint]: Problem = statuses[status] ?? ['source-status', 'answers with an error'];
	return sourceError(code, `${address}: ${words} (status ${status})`, hint === undefined ? {} : {hint});
}

const loginAtProxy = 407;
const busy: Problem = ['source-busy', 'is busy'];

const statuses: Readonly<Record<number, Problem>> = {
	401: ['source-refused', 'requires a login'],
	403: ['source-refused', 'denies access'],
	404: ['source-missing', 'not found'],
	[loginAtProxy]: ['source-refused', 'the proxy requires a login', 'give user and password in http_proxy and https_proxy: http://user:password@host:port'],
	410: ['source-missing', 'no longer exists'],
	429: busy,
	502: busy,
	503: busy,
	504: busy,
};
