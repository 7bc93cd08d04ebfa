/** What the name of an agent says: `ombt-TOPIC-RPCClient-HOST-PID-HEX`. */
export type AgentName = {
	readonly topic: string;
	readonly role: 'client' | 'server';
	/** As the host calls itself, often a full name such as `paravance-37.rennes.grid5000.fr`. */
	readonly host: string;
	readonly pid: number;
};

// Longer ones are not ombt's, and would be slow to match.
const maxLength = 1000;

// A topic and a host may hold dashes themselves. Behind the pid stands an id of 32 digits, in ombt's code `uuid.uuid4().hex`.
const pattern = /^ombt-(?<topic>.+?)-RPC(?<role>Client|Server)-(?<host>.+)-(?<pid>\d{1,10})-[\da-f]{8,64}$/sv;

/** The parts of an agent's name; undefined where it is not named as ombt names its agents. Foreign text: not clean. */
export function parseAgentName(name: string): AgentName | undefined {
	const parts = name.length > maxLength ? undefined : pattern.exec(name)?.groups;
	return parts && {
		topic: parts.topic ?? '',
		role: parts.role === 'Client' ? 'client' : 'server',
		host: parts.host ?? '',
		pid: Number(parts.pid),
	};
}
