import type {Picker, PickerItem} from '../../../definitions.js';
import {openPicker} from '../../../overlays/picker/state.js';
import {
	openOverlay, sequence, type Change, type State,
} from '../../../state/state.js';
import {memoizeBy} from '../../../../system/memoize.js';
import {cleanText} from '../../../../text/clean.js';
import {chosenOverlay} from './candidate.js';
import {previewLines, waitingLines} from './preview-lines.js';
import {
	browsedIteration, browser, contentsOf, forgetFailures, setChoice,
} from './state.js';
import {steps, takeItem, type Step} from './steps.js';

/** The entry in the list of metrics that opens the browser. */
export const anyMeasurement: PickerItem = {
	id: 'any measurement', text: 'any measurement', help: 'of the database: field, function, groups, conditions', isKept: true,
};

/** Opens the first step of the browser, with the cursor on the previous choice. */
export const openBrowser: Change = sequence(forgetFailures, openPicker(steps[0]?.name ?? ''));

/** Returns to the last step. */
export const reopenBrowser: Change = openPicker(steps.at(-1)?.name ?? '');

/** The parts of the state that the items of a step depend on. */
function dependenciesOf(state: State): readonly unknown[] {
	const {choice, survey} = browser.get(state);
	return [choice, survey, contentsOf(state)];
}

/** The picker of a step; taking an item opens the next step, or the completed query after the last one. */
const pickerOf = (step: Step, index: number): Picker => ({
	title(state) {
		const {choice} = browser.get(state);
		const before = steps.slice(0, index).map(({chosen}) => chosen(choice)).filter(text => text !== '');
		const taken = step.marks && step.chosen(choice);
		const label = browsedIteration(state)?.label ?? '';
		return cleanText(`${[label, ...before].join(` ${state.look.glyphs.crumb} `)}: ${step.title}${taken === undefined ? '' : ` (${taken})`}`);
	},
	items: memoizeBy(dependenciesOf, step.items),
	current: state => step.current(browser.get(state).choice),
	...step.marks && {marks: pickerMarks(step.marks)},
	back: openPicker(steps[index - 1]?.name ?? 'metric'),
	waiting: state => waitingLines(state, step.name === steps[0]?.name ? contentsOf(state) : browser.get(state).survey?.found),
	preview: (state, _, size) => previewLines(state, size),
	choose: id => sequence(takeItem(step, id), steps[index + 1] ? openPicker(steps[index + 1]!.name) : openOverlay(chosenOverlay)),
});

const pickerMarks = ({has, toggle}: NonNullable<Step['marks']>): NonNullable<Picker['marks']> => ({
	has: (state, id) => has(browser.get(state).choice, id),
	toggle: id => state => setChoice(toggle(browser.get(state).choice, id))(state),
});

/** The pickers of the browser by name. */
export const browserPickers: Readonly<Record<string, Picker>> = Object.fromEntries(steps.map((step, index) => [step.name, pickerOf(step, index)]));
