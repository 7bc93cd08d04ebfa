import {useRef} from 'react';
import {slideWindow, type Window} from '../window.js';

/**
 * The rows of a list that are in sight: they move only when the cursor comes near their edge. A screen opens with the cursor in the
 * middle. Pictures move by half their height.
 */
export function useWindow(cursor: number, count: number, height: number, byHalves = false): Window {
	const top = useRef<number | undefined>(undefined);
	const window = slideWindow(top.current, {
		cursor, count, height, byHalves,
	});
	top.current = window.first;
	return window;
}
