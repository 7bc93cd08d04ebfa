/** The parts of an agent's name: `ombt-TOPIC-RPCClient-HOST-PID-HEX`. */
export type AgentName = {
	readonly topic: string;
	readonly role: 'client' | 'server';
	/** The name the host reports, often fully qualified, such as `paravance-37.rennes.grid5000.fr`. */
	readonly host: string;
	readonly pid: number;
};

// Longer names are not ombt's, and would be slow to match.
const maxLength = 1000;

// Topic and host may contain dashes. The id after the pid has 32 digits, in ombt's code `uuid.uuid4().hex`.
const pattern = /^ombt-(?<topic>.+?)-RPC(?<role>Client|Server)-(?<host>.+)-(?<pid>\d{1,10})-[\da-f]{8,64}$/sv;

/** Parses an agent's name; undefined if it does not follow ombt's pattern. Foreign text: not cleaned. */
export function parseAgentName(name: string): AgentName | undefined {
	const parts = name.length > maxLength ? undefined : pattern.exec(name)?.groups;
	return parts && {
		topic: parts.topic ?? '',
		role: parts.role === 'Client' ? 'client' : 'server',
		host: parts.host ?? '',
		pid: Number(parts.pid),
	};
}
