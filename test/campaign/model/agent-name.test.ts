import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseAgentName} from '../../../source/campaign/model/agent-name.js';

const id = '1ed8947f476c4389a665e916af89a76a';

test.for([
	['ombt-topic-0-RPCClient-vm-10328-' + id, ['topic-0', 'client', 'vm', 10_328]],
	['ombt-topic-12-RPCServer-paravance-37.rennes.grid5000.fr-14807-' + id, ['topic-12', 'server', 'paravance-37.rennes.grid5000.fr', 14_807]],
	['ombt-t-RPCClient-a-1-2-3-' + id, ['t', 'client', 'a-1-2', 3]],
	['ombt-été-RPCClient-hôte-3-' + id, ['été', 'client', 'hôte', 3]],
] as const)('%s', ([name, [topic, role, host, pid]]) => {
	expect(parseAgentName(name)).toEqual({
		topic, role, host, pid,
	});
});

test.for([
	'',
	'client-0',
	'ombt-topic-0-Controller-vm-10328-' + id,
	'ombt-topic-0-RPCClient-vm-' + id,
	'ombt--RPCClient-vm-10328-' + id,
	'ombt-topic-0-RPCClient-vm-pid-' + id,
	'ombt-topic-0-RPCClient-vm-10328-not hexadecimal',
	'ombt-topic-0-RPCClient-vm-10328-1ed8947f-476c-4389-a665-e916af89a76a',
	`ombt-${'-RPCClient-1-'.repeat(100_000)}`,
])('rejects %.60s', name => {
	expect(parseAgentName(name)).toBeUndefined();
});

test('parses any topic and host from a generated name', () => {
	const text = fc.string({unit: fc.constantFrom(...'ab0.-é'), minLength: 1, maxLength: 40});
	fc.assert(fc.property(text, text, fc.constantFrom('client', 'server'), fc.nat(), (topic, host, role, pid) => {
		const name = `ombt-${topic}-RPC${role === 'client' ? 'Client' : 'Server'}-${host}-${pid}-${id}`;
		expect(parseAgentName(name)).toEqual({
			topic, role, host, pid,
		});
	}));
});
