import {AppError} from '../../system/errors.js';
import type {Change, State} from './state.js';

/** A filter as typed, and its mistake if it is invalid; meanwhile all rows match. */
export type Filter<Row> = {readonly text: string; readonly matches: (row: Row) => boolean; readonly mistake: string | undefined};

/** Cursor, filter, sort order and marks of a list. Rows are identified by a key that is independent of sorting and filtering. */
export type ListState<Row> = {
	/** Key of the row under the cursor; undefined until it is moved. */
	readonly cursor: number | undefined;
	readonly sort: {readonly column: string; readonly descending: boolean} | undefined;
	readonly filter: Filter<Row> | undefined;
	/** The filter before editing began, restored by Esc. */
	readonly filterBefore: Filter<Row> | undefined;
	/** Keys of marked rows, including hidden ones. */
	readonly marked: ReadonlySet<number>;
};

/** A list with a cursor. Lists with the same name share their state: the iterations of a group are a subset of all iterations. */
export type ListModel<Row> = {
	readonly name: string;
	/** Keys of the visible rows, in order. */
	readonly keys: (state: State) => ArrayLike<number>;
	/** Number of rows without a filter. */
	readonly total: (state: State) => number;
	/** Key of the cursor; defaults to that of the list state. */
	readonly cursor?: (state: State) => number | undefined;
	/** Number of items per line, if the list is a grid. */
	readonly perLine?: (state: State) => number;
	/** Parses a filter. Throws a usage error if the text is invalid. */
	readonly parseFilter?: (text: string, state: State) => (row: Row) => boolean;
	/** Additional change when filtering starts. */
	readonly prepareFilter?: Change;
	/** The columns to sort by, and the title of the sort picker. */
	readonly sorting?: {
		readonly title: string;
		readonly columns: (state: State) => ReadonlyArray<{readonly id: string; readonly help: string}>;
		readonly unsorted: {readonly text: string; readonly help: string};
	};
	/** Whether a new filter or sort order moves the cursor to the first row. */
	readonly returnsToTop?: boolean;
};

const emptyList: ListState<never> = {
	cursor: undefined, sort: undefined, filter: undefined, filterBefore: undefined, marked: new Set(),
};

/** The state of a list. */
export const listState = <Row>({lists}: Pick<State, 'lists'>, {name}: Pick<ListModel<Row>, 'name'>): ListState<Row> =>
	(lists[name] ?? emptyList) as ListState<Row>;

/** Updates the state of a list. */
export const updateList = <Row>(model: Pick<ListModel<Row>, 'name'>, values: Partial<ListState<Row>>): Change => state => {
	const list: ListState<never> = {...listState(state, model), ...values};
	return {...state, lists: {...state.lists, [model.name]: list}};
};

/** Index of the cursor among the visible rows; of the nearest earlier row if its own is hidden; −1 without rows. */
export function positionOf<Row>(state: State, model: ListModel<Row>): number {
	const keys = model.keys(state);
	const cursor = model.cursor ? model.cursor(state) : listState(state, model).cursor;
	if (cursor === undefined) {
		return Math.min(0, keys.length - 1);
	}

	const position = indexOfKey(keys, cursor);
	const before = () => Array.prototype.findLastIndex.call(keys, (key: number) => key < cursor);
	return Math.min(keys.length - 1, position === -1 ? Math.max(0, before()) : position);
}

// Called several times per key press, for up to 100,000 rows: Array.prototype methods are a hundred times slower on typed arrays.
function indexOfKey(keys: ArrayLike<number>, key: number): number {
	for (let index = 0; index < keys.length; index++) {
		if (keys[index] === key) {
			return index;
		}
	}

	return -1;
}

/** Key of the row under the cursor; undefined without rows. */
export const keyUnderCursor = <Row>(state: State, model: ListModel<Row>): number | undefined => model.keys(state)[positionOf(state, model)];

/** Moves the cursor by lines; it stops at the ends, and stays in its column in a grid. */
export const moveBy = <Row>(model: ListModel<Row>, lines: number): Change => state => {
	const keys = model.keys(state);
	const key = keys[target(positionOf(state, model), lines, {last: keys.length - 1, columns: model.perLine?.(state) ?? 1})];
	return key === undefined || key === keyUnderCursor(state, model) ? state : updateList(model, {cursor: key})(state);
};

function target(position: number, lines: number, {last, columns}: {readonly last: number; readonly columns: number}): number {
	if (!Number.isFinite(lines)) {
		return lines > 0 ? last : 0;
	}

	const line = clamp(Math.floor(position / columns) + lines, Math.floor(last / columns));
	return Math.min((line * columns) + (position % columns), last);
}

/** Moves the cursor to a row. */
export const moveTo = <Row>(model: ListModel<Row>, cursor: number): Change => updateList(model, {cursor});

const afterNarrowing = <Row>({returnsToTop = false}: ListModel<Row>): Partial<ListState<Row>> => returnsToTop ? {cursor: undefined} : {};

/** Remembers the current filter before editing. */
export const beginFilter = <Row>(model: ListModel<Row>): Change => state => {
	const begun = updateList(model, {filterBefore: listState(state, model).filter})(state);
	return model.prepareFilter?.(begun) ?? begun;
};

/** Edits the text of the filter, and applies it immediately if it is valid. */
export const typeFilter = <Row>(model: ListModel<Row>, edit: (text: string) => string): Change => state => {
	const text = edit(listState(state, model).filter?.text ?? '');
	return updateList(model, {filter: typedFilter(text, typed => model.parseFilter?.(typed, state) ?? (() => true)), ...afterNarrowing(model)})(state);
};

/** Restores the filter from before editing. */
export const restoreFilter = <Row>(model: ListModel<Row>): Change => state => updateList(model, {filter: listState(state, model).filterBefore})(state);

/** Parses the filter again, for example after the names it can compare have changed. */
export const refreshFilter = <Row>(model: ListModel<Row>): Change => state => {
	const {filter, filterBefore} = listState(state, model);
	const again = (item: Filter<Row> | undefined) => item && typedFilter(item.text, typed => model.parseFilter?.(typed, state) ?? (() => true));
	return updateList(model, {filter: again(filter), filterBefore: again(filterBefore)})(state);
};

/** Removes the filter of a list. */
export const removeFilter = <Row>(model: ListModel<Row>): Change => updateList(model, {filter: undefined});

/** Parses a possibly incomplete filter: if it is invalid, it contains the message and matches all rows. */
function typedFilter<Row>(text: string, parse: (text: string) => (row: Row) => boolean): Filter<Row> {
	if (text.trim() === '') {
		return {text, matches: () => true, mistake: undefined};
	}

	try {
		return {text, matches: parse(text), mistake: undefined};
	} catch (error) {
		if (error instanceof AppError && error.code === 'usage') {
			return {text, matches: () => true, mistake: error.message};
		}

		throw error;
	}
}

/** Sorts by a column; undefined for the original order. Keeps the direction if the column is already sorted by. */
export const sortBy = <Row>(model: ListModel<Row>, column: string | undefined): Change => state => {
	const {sort} = listState(state, model);
	const descending = sort?.column === column && sort?.descending === true;
	return updateList(model, {sort: column === undefined ? undefined : {column, descending}, ...afterNarrowing(model)})(state);
};

/** Reverses the sort order of a list. */
export const reverseSort = <Row>(model: ListModel<Row>): Change => state => {
	const {sort} = listState(state, model);
	return sort ? updateList(model, {sort: {...sort, descending: !sort.descending}})(state) : state;
};

/** Toggles the mark of a row. Marks persist across filters, sorting and screens. */
export const toggleMark = <Row>(model: ListModel<Row>, key: number): Change => state => {
	const marked = new Set(listState(state, model).marked);
	if (!marked.delete(key)) {
		marked.add(key);
	}

	return updateList(model, {marked})(state);
};

/** Removes all marks of a list. */
export const clearMarks = <Row>(model: ListModel<Row>): Change => updateList(model, {marked: new Set()});

/** Clamps the value to 0 … `maximum`. */
export const clamp = (value: number, maximum: number): number => Math.max(0, Math.min(maximum, value));
