import {AppError, codeOf, messageOf} from '../../system/errors.js';
import {sourceError} from '../errors.js';

type Code = Parameters<typeof sourceError>[0];

/** How a failed request is reported: our error code, message and hint. */
type Problem = readonly [code: Code, words: string, hint?: string];

const untrusted: Problem = ['source-tls-untrusted', 'its certificate is signed by an unknown CA'];
const unreachable = (words: string): Problem => ['source-unreachable', words];
const silent: Problem = ['source-timeout', 'does not answer'];
const broken: Problem = ['source-interrupted', 'the connection broke'];

/** By error codes of Node, OpenSSL and the parser of HTTP. */
const problems: ReadonlyMap<string | undefined, Problem> = new Map<string, Problem>(Object.entries({
	ENOTFOUND: unreachable('no such host'),
	EAI_AGAIN: ['source-interrupted', 'its name cannot be resolved at the moment'],
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

/** By the beginning of other codes. */
const families: ReadonlyArray<readonly [prefix: string, problem: Problem]> = [
	['HPE_', ['source-status', 'its response is not HTTP', 'check the address and its port']],
	['ERR_SSL_', ['source-tls', 'TLS fails']],
];

/** What to do about a failed request. */
type Treatment = {
	/** Whether another attempt may succeed. */
	readonly isRetried: boolean;
	/** Whether the server cannot serve at present, so that the mirror is the best available data. */
	readonly isUnavailable: boolean;
};

/** Others say that what is requested is absent, not permitted or unusable, which no retry changes and no copy may hide. */
const treatments: ReadonlyMap<string, Treatment> = new Map<Code, Treatment>([
	['source-unreachable', {isRetried: false, isUnavailable: true}],
	['source-timeout', {isRetried: false, isUnavailable: true}],
	['source-interrupted', {isRetried: true, isUnavailable: true}],
	['source-stalled', {isRetried: true, isUnavailable: true}],
	['source-unavailable', {isRetried: true, isUnavailable: true}],
	['source-length', {isRetried: true, isUnavailable: false}],
]);

/** How an error of a request is to be treated. */
export const treatmentOf = (error: unknown): Treatment =>
	(error instanceof AppError ? treatments.get(error.code) : undefined) ?? {isRetried: false, isUnavailable: false};

const connectCalls: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Whether no connection was made. */
export const isConnectError = (error: unknown): boolean => connectCalls.has(syscallOf(error));

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
	const [name, words, hint] = problems.get(code)
		?? families.find(([prefix]) => code?.startsWith(prefix))?.[1]
		?? [syscallOf(error) === undefined ? 'source-failed' : 'source-unreachable', 'cannot be fetched'];
	const reason = code ?? messageOf(error).slice(0, maxWords);
	return sourceError(name, `${address}: ${words} (${reason})`, {cause: error, ...hint === undefined ? {} : {hint}});
}

/** The system call that failed; undefined for errors of TLS and of programs. */
function syscallOf(error: unknown): unknown {
	const first = error instanceof AggregateError ? error.errors[0] as unknown : error;
	return first instanceof Error && 'syscall' in first ? first.syscall : undefined;
}

const maxWords = 80;

/** The error for a response that ended before its end. */
export const truncatedError = (address: string): AppError => requestError(Object.assign(new Error('cut short'), {code: 'ECONNRESET'}), address);

/** The error for a proxy that does not open a tunnel, by its status. */
export const proxyError = (status: number, address: string): AppError => status === loginAtProxy
	? statusError(status, address)
	: sourceError(problemOf(status)[0], `${address}: the proxy refuses the request (status ${status})`, {
		hint: 'check the address and the variables http_proxy, https_proxy and no_proxy',
	});

/** The error for an unsuccessful status: of a server, or of a proxy that forwards requests. */
export function statusError(status: number, address: string): AppError {
	const [code, words, hint] = problemOf(status);
	return sourceError(code, `${address}: ${words} (status ${status})`, hint === undefined ? {} : {hint});
}

const problemOf = (status: number): Problem => statuses[status] ?? [status >= serverError ? 'source-unavailable' : 'source-status', 'answers with an error'];

const loginAtProxy = 407;
/** This and higher statuses are failures of the server. */
const serverError = 500;
const busy: Problem = ['source-unavailable', 'is busy'];

const statuses: Readonly<Record<number, Problem>> = {
	401: ['source-refused', 'requires a login'],
	403: ['source-refused', 'denies access'],
	404: ['source-missing', 'not found'],
	[loginAtProxy]: ['source-refused', 'the proxy requires a login', 'give user and password in http_proxy and https_proxy: http://user:password@host:port'],
	408: busy,
	410: ['source-missing', 'no longer exists'],
	425: busy,
	429: busy,
	502: busy,
	503: busy,
	504: busy,
};
