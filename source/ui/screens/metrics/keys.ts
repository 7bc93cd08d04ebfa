import type {ScreenKeys} from '../../definitions.js';
import {iterationKeys} from '../../keys/shared-keys.js';
import {openPicker} from '../../overlays/picker/state.js';
import {
	retryMetrics, canRetryMetrics, isLoadingMetrics, stopMetrics,
} from './requests.js';
import {
	canReset, coarserBucket, finerBucket, reset, noCoarserReason, noFinerReason,
} from './bucket.js';
import {
	hasCharts, hasMoreCharts, hasNeighbour, openChart, openNeighbour,
} from './chart-pane.js';
import {isScaling, stopScaling, toggleScale} from './common-scale.js';
import {canOpenPart, openPart} from './part-list.js';
import {closeParts, hasParts} from './parts.js';
import {scrollCharts, toggleOverlay} from './state.js';
import {
	hasCursor, leaveCursor, moveCursor, toggleCursor,
} from './time-cursor.js';
import {
	isZoomed, pan, noZoomReason, zoomBy,
} from './time-span.js';

/** Left and right move the cursor if it is on, otherwise pan if zoomed, otherwise move to another iteration. */
export const metricsKeys: ScreenKeys = {
	open: [
		{
			id: 'retry-metrics', keys: ['enter'], help: 'reload the metrics that failed', group: 'Program', hint: 'retry', applies: canRetryMetrics, run: retryMetrics,
		},
		{
			id: 'open-part', keys: ['enter'], help: 'the parts of the strip', group: 'View', hint: 'parts', applies: canOpenPart, run: openPart,
		},
		{
			id: 'open-chart',
			keys: ['enter'],
			help: 'a strip for each container or host of the chart, the highest first',
			group: 'View',
			hint: 'open',
			applies: hasCharts,
			run: openChart,
		},
	],
	leave: [
		{
			id: 'leave-cursor', keys: ['escape'], help: 'hide the cursor', group: 'View', hint: 'leave cursor', applies: hasCursor, run: leaveCursor,
		},
		{
			id: 'stop-metrics', keys: ['escape'], help: 'stop loading metrics', group: 'Program', hint: 'stop', applies: isLoadingMetrics, run: stopMetrics,
		},
		{
			id: 'stop-scale',
			keys: ['escape'],
			help: 'stop loading iterations for the common scale',
			group: 'Program',
			hint: 'stop',
			applies: state => isScaling(state) && !hasParts(state),
			run: stopScaling,
		},
		{
			id: 'close-parts', keys: ['escape'], help: 'back to the chart', group: 'View', hint: 'close', applies: hasParts, run: closeParts,
		},
	],
	move: [
		{
			id: 'cursor-right', keys: ['right', 'l'], help: 'cursor to the next bucket (with .)', group: 'Move', hint: 'cursor', applies: hasCursor, run: moveCursor(1),
		},
		{
			id: 'cursor-left', keys: ['left', 'h'], help: 'cursor to the previous bucket (with .)', group: 'Move', applies: hasCursor, run: moveCursor(-1),
		},
		{
			id: 'pan-right', keys: ['right', 'l'], help: 'later (while zoomed)', group: 'Move', hint: 'later', applies: isZoomed, run: pan(1),
		},
		{
			id: 'pan-left', keys: ['left', 'h'], help: 'earlier (while zoomed)', group: 'Move', hint: 'earlier', applies: isZoomed, run: pan(-1),
		},
		...iterationKeys(),
		{
			id: 'show-all', keys: ['0'], help: 'show all of the time; then reset the bucket', group: 'View', hint: 'all', applies: canReset, run: reset,
		},
		{
			id: 'next-group', keys: ['J'], help: 'the parts of the next chart', group: 'Move', hint: 'next chart', applies: hasNeighbour(1), run: openNeighbour(1),
		},
		{
			id: 'previous-group', keys: ['K'], help: 'the parts of the previous chart', group: 'Move', applies: hasNeighbour(-1), run: openNeighbour(-1),
		},
		{
			id: 'charts-down', keys: ['J'], help: 'next chart', group: 'Move', hint: 'charts', applies: hasMoreCharts, run: scrollCharts(1),
		},
		{
			id: 'charts-up', keys: ['K'], help: 'previous chart', group: 'Move', applies: hasMoreCharts, run: scrollCharts(-1),
		},
		{
			id: 'toggle-overlay',
			keys: ['o'],
			help: 'overlay the marked iterations, else all of the driver and call type; or show one',
			group: 'View',
			hint: 'overlay',
			run: toggleOverlay,
		},
		{
			id: 'zoom-in', keys: ['+'], help: 'zoom in, around the cursor or the middle', group: 'View', hint: 'zoom', blocked: noZoomReason, run: zoomBy(1 / 2),
		},
		{
			id: 'zoom-out', keys: ['-'], help: 'zoom out', group: 'View', applies: isZoomed, run: zoomBy(2),
		},
		{
			id: 'toggle-cursor', keys: ['.'], help: 'cursor: the time, and the value of every series there', group: 'View', hint: 'cursor', run: toggleCursor,
		},
		{
			id: 'coarser-bucket', keys: [']'], help: 'longer buckets: 10 s, 30 s, 1 min, 5 min', group: 'View', hint: 'bucket', blocked: noCoarserReason, run: coarserBucket,
		},
		{
			id: 'finer-bucket', keys: ['['], help: 'shorter buckets, down to what was recorded', group: 'View', blocked: noFinerReason, run: finerBucket,
		},
		{
			id: 'open-metric', keys: ['m'], help: 'choose the metric, or any measurement of the database', group: 'View', hint: 'metric', run: openPicker('metric'),
		},
		{
			id: 'toggle-scale',
			keys: ['='],
			help: 'one scale for all iterations of the metric, or one each',
			group: 'View',
			hint: 'one scale',
			applies: state => !hasParts(state),
			run: toggleScale,
		},
	],
};
