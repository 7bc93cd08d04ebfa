import {useRef} from 'react';
import {slideWindow, type Window} from '../window.js';

/** The rows of a list that are in sight: they move only when the cursor comes near their edge. A screen opens with the cursor in the middle. */
export function useWindow(cursor: number, count: number, height: number): Window {
	const top = useRef<number | undefined>(undefined);
	const window = slideWindow(top.current, {cursor, count, height});
	top.current = window.first;
	return window;
}
