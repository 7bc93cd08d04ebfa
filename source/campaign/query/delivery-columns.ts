import {
	deliveryOf, failedShare, lostShare, propagationOf,
} from '../model/delivery.js';
import {primarySide, type LoadedIteration} from '../model/iteration.js';
import type {Column} from './column.js';

export type DeliveryColumnId = (typeof deliveryColumns)[number]['id'];

const percent = (share: number | null): number | null => share === null ? null : share * 100;

const durationOf = (iteration: LoadedIteration): number | null => {
	const {start, stop} = iteration[primarySide(iteration)];
	return start === null || stop === null ? null : stop - start;
};

/** What ran, and what happened to its messages. */
export const deliveryColumns = [
	{
		id: 'failed_share',
		title: 'failed share',
		unit: '%',
		kind: 'number',
		help: 'failed messages of both sides / messages to be processed (rpc-call: failed of the clients / sent)',
		better: 'lower',
		value: iteration => percent(failedShare(iteration)),
	},
	{
		id: 'ran_as',
		title: 'ran as',
		unit: undefined,
		kind: 'text',
		help: 'call type by what ran: by counts for fan-outs, else by the consoles, else as in params.json',
		value: iteration => iteration.ranAs,
	},
	{
		id: 'duration',
		title: 'duration',
		unit: 's',
		kind: 'number',
		help: 'last stop - first start of the primary side',
		value: durationOf,
	},
	{
		id: 'sent',
		title: 'sent',
		unit: 'messages',
		kind: 'number',
		help: 'ok + failed of the clients',
		value: iteration => deliveryOf(iteration).sent,
	},
	{
		id: 'processed',
		title: 'processed',
		unit: 'messages',
		kind: 'number',
		help: 'ok of the servers',
		value: iteration => deliveryOf(iteration).processed,
	},
	{
		id: 'lost',
		title: 'lost',
		unit: 'messages',
		kind: 'number',
		help: 'sent (fan-outs: × servers of the topic) - processed - failed of the servers; none for calls, where no answer is a failure',
		better: 'lower',
		value: iteration => deliveryOf(iteration).lost,
	},
	{
		id: 'lost_share',
		title: 'lost share',
		unit: '%',
		kind: 'number',
		help: 'lost / messages to be processed (sent; fan-outs: × servers of the topic)',
		better: 'lower',
		value: iteration => percent(lostShare(iteration)),
	},
	{
		id: 'propagation',
		title: 'propagation',
		unit: 's',
		kind: 'number',
		help: 'of fan-outs: last stop of the servers - first start of the clients',
		better: 'lower',
		value: propagationOf,
	},
] as const satisfies readonly Column[];
