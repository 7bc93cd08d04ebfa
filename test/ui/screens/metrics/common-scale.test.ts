import {expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {bodyHeight} from '../../../../source/ui/layout.js';
import {beginMetrics, endMetrics, requestsOf} from '../../../../source/ui/screens/metrics/requests.js';
import {chartPane} from '../../../../source/ui/screens/metrics/chart-pane.js';
import {sequence, type State} from '../../../../source/ui/state/state.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {select} from '../../state-builder.js';
import {plainLines} from '../../../plain-lines.js';
import {
	answer, cpuOutcome, metricsState, minuteLong,
} from './answered-state.js';

const press = (state: State, ...keys: readonly string[]): State => keys.reduce((now, key) => reduce(now, namedKey(key)), state);
const iterations = [1, 2, 3].map(index => minuteLong(index));
const [first, second, third] = iterations as [typeof iterations[number], typeof iterations[number], typeof iterations[number]];
const cpu = catalogue.find(({name}) => name === 'usage_cpu_percent_rabbit')!;
const valuesTo = (greatest: number) => ({'rabbit-0': [1, 2, 3, greatest, greatest, greatest, greatest, greatest, 3, 2, 1, 1]});
const start = answer(first, cpuOutcome(first, valuesTo(9)))(metricsState(iterations));
const lines = (state: State): readonly string[] => plainLines(chartPane(state, {width: 100, height: bodyHeight(state.size)}));
const top = (state: State): number => Number(lines(state).map(line => /^ *(?<label>\d+)┤/v.exec(line)?.groups?.label).find(label => label !== undefined));
const caption = (state: State): string | undefined => /one scale[^;●]*/v.exec(lines(state).join(' '))?.[0].trim();

test('= reads the metric of all other iterations and draws a common scale; = again returns to separate scales', () => {
	expect([top(start), caption(start)]).toEqual([10, undefined]);
	const common = press(start, '=');
	expect(requestsOf(common)).toEqual([second, third].map(iteration => ({
		iteration, seconds: 5, metrics: [cpu], isForScale: true,
	})));
	expect([top(common), caption(common)]).toEqual([10, 'one scale for 1 of 3 iterations so far']);
	const more = answer(second, cpuOutcome(second, valuesTo(80)))(common);
	expect([top(more), caption(more)]).toEqual([80, 'one scale for 2 of 3 iterations so far']);
	const failed = sequence(beginMetrics({iteration: third, seconds: 5, metrics: [cpu]}), endMetrics(third, 'there is no archive'))(more);
	expect([top(failed), caption(failed)]).toEqual([80, 'one scale for 2 iterations, 1 without an answer']);
	expect(requestsOf(failed)).toEqual([]);
	expect(top(select(2)(failed))).toBe(80);
	expect([top(press(failed, '=')), caption(press(failed, '='))]).toEqual([10, undefined]);
});

test('Esc stops reading, and the scale covers what was read so far', () => {
	const stopped = press(answer(second, cpuOutcome(second, valuesTo(80)))(press(start, '=')), 'escape');
	expect(stopped.screen).toBe('metrics');
	expect(requestsOf(stopped)).toEqual([]);
	expect([top(stopped), caption(stopped)]).toEqual([80, 'one scale for 2 of 3 iterations, stopped']);
	expect(requestsOf(press(stopped, '=', '='))).toHaveLength(1);
});
