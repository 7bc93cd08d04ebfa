import type {EmptyReason} from '../metrics/empty-reason.js';
import {cleanText} from '../text/clean.js';
import {formatCount} from '../text/numbers.js';

/** Maximum number of names in a sentence. */
const maxNames = 6;

/** What a database contains instead of a metric's data, as a sentence without full stop: `container_name is rabbitmq-bus-0 there`. */
export function emptyReasonText(why: EmptyReason): string {
	return cleanText(sentence(why));
}

function sentence(why: EmptyReason): string {
	const {database, measurement} = why;
	switch (why.kind) {
		case 'no-measurement': {
			const others = why.otherDatabases.length === 0 ? '' : `; there is also the database ${listed(why.otherDatabases)}: --database`;
			return `the database ${database} has no measurement ${measurement}${why.measurements.length === 0 ? ', nor any other' : `; it has ${listed(why.measurements)}`}${others}`;
		}

		case 'no-field': {
			return `${measurement} has no field ${why.field}; it has ${listed(why.fields)}`;
		}

		case 'no-tag': {
			return `${measurement} has points in this time, but no series with the tag ${why.tag}`;
		}

		case 'no-match': {
			return `${measurement} has points in this time, with ${why.tags.map(({tag, values}) => `${tag} ${listed(values)}`).join(' and ')}`;
		}

		case 'too-few': {
			return `${measurement} has too few points in this time for a rate`;
		}

		case 'other-time': {
			return `${measurement} has ${otherTime(why)}`;
		}
	}
}

function otherTime({before, after}: EmptyReason & {readonly kind: 'other-time'}): string {
	const times = [
		...before === null ? [] : [`the last before it is of ${minuteText(before)}`],
		...after === null ? [] : [`the first after it is of ${minuteText(after)}`],
	];
	return times.length === 0 ? 'points, but none within a week of this time' : `points, but none in this time; ${times.join(', ')}`;
}

/** `2026-11-23 11:38 UTC`. */
const minuteText = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const listed = (names: readonly string[]): string => {
	const rest = names.length - maxNames;
	return `${names.slice(0, maxNames).join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
};
