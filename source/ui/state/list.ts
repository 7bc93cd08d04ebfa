import {AppError} from '../../system/errors.js';
import type {Change, State} from './state.js';

/** A filter as typed, and whether it can be understood; while it cannot, all rows stay. */
export type Filter<Row> = {readonly text: string; readonly matches: (row: Row) => boolean; readonly mistake: string | undefined};

/** How a list is looked at. Rows are known by a key that sorting and filtering leave alone. */
export type ListState<Row> = {
	/** Key of the row under the cursor; undefined until it is moved. */
	readonly cursor: number | undefined;
	readonly sort: {readonly column: string; readonly descending: boolean} | undefined;
	readonly filter: Filter<Row> | undefined;
	/** The filter before typing began: Esc brings it back. */
	readonly filterBefore: Filter<Row> | undefined;
	/** Keys of marked rows, whether they are shown or not. */
	readonly marked: ReadonlySet<number>;
};

/** A list that the cursor moves through. Lists of the same name share their state: the iterations of a group are some of all iterations. */
export type ListModel<Row> = {
	readonly name: string;
	/** Keys of the rows that are shown, in their order. */
	readonly keys: (state: State) => ArrayLike<number>;
	/** How many rows there are without a filter. */
	readonly total: (state: State) => number;
	/** The key that the cursor is on: that of the state where it is absent. */
	readonly cursor?: (state: State) => number | undefined;
	/** Rows beside each other, where the list is a grid. */
	readonly perLine?: (state: State) => number;
	/** What a text matches. Throws a usage error for one that cannot be understood. */
	readonly parseFilter?: (text: string, state: State) => (row: Row) => boolean;
	/** What else changes when a filter is begun. */
	readonly prepareFilter?: Change;
	/** What the rows can be sorted by, and what they are called in the title of that choice. */
	readonly sorting?: {
		readonly title: string;
		readonly columns: (state: State) => ReadonlyArray<{readonly id: string; readonly help: string}>;
		readonly unsorted: {readonly text: string; readonly help: string};
	};
	/** Whether another filter or order takes the cursor to the first row. */
	readonly returnsToTop?: boolean;
};

const emptyList: ListState<never> = {
	cursor: undefined, sort: undefined, filter: undefined, filterBefore: undefined, marked: new Set(),
};

/** How a list is looked at. */
export const listState = <Row>({lists}: Pick<State, 'lists'>, {name}: Pick<ListModel<Row>, 'name'>): ListState<Row> =>
	(lists[name] ?? emptyList) as ListState<Row>;

/** Changes how a list is looked at. */
export const updateList = <Row>(model: Pick<ListModel<Row>, 'name'>, values: Partial<ListState<Row>>): Change => state => {
	const list: ListState<never> = {...listState(state, model), ...values};
	return {...state, lists: {...state.lists, [model.name]: list}};
};

/** Index of the cursor among the rows that are shown; of the nearest earlier row where its own is hidden; −1 without rows. */
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

// Several times for each key press, among up to 100,000: what arrays bring is a hundred times slower on typed arrays that are passed for arrays.
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

/** Moves the cursor by lines; it stops at the ends, and in a grid stays in its column. */
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

/** Puts the cursor on a row. */
export const moveTo = <Row>(model: ListModel<Row>, cursor: number): Change => updateList(model, {cursor});

const afterNarrowing = <Row>({returnsToTop = false}: ListModel<Row>): Partial<ListState<Row>> => returnsToTop ? {cursor: undefined} : {};

/** Keeps the filter in mind that holds before typing begins. */
export const beginFilter = <Row>(model: ListModel<Row>): Change => state => {
	const begun = updateList(model, {filterBefore: listState(state, model).filter})(state);
	return model.prepareFilter?.(begun) ?? begun;
};

/** Edits the text of the filter, and narrows at once by what can be understood. */
export const typeFilter = <Row>(model: ListModel<Row>, edit: (text: string) => string): Change => state => {
	const text = edit(listState(state, model).filter?.text ?? '');
	return updateList(model, {filter: typedFilter(text, typed => model.parseFilter?.(typed, state) ?? (() => true)), ...afterNarrowing(model)})(state);
};

/** The filter as it was before typing began. */
export const restoreFilter = <Row>(model: ListModel<Row>): Change => state => updateList(model, {filter: listState(state, model).filterBefore})(state);

/** Reads the filter anew, as after a change of what it compares. */
export const refreshFilter = <Row>(model: ListModel<Row>): Change => state => {
	const {filter, filterBefore} = listState(state, model);
	const again = (item: Filter<Row> | undefined) => item && typedFilter(item.text, typed => model.parseFilter?.(typed, state) ?? (() => true));
	return updateList(model, {filter: again(filter), filterBefore: again(filterBefore)})(state);
};

export const removeFilter = <Row>(model: ListModel<Row>): Change => updateList(model, {filter: undefined});

/** A filter from its text, which may be half typed: a mistake is kept in words, and all rows stay. */
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

/** Sorts by a column; undefined for the order in which the rows came. A column that sorts already keeps its direction. */
export const sortBy = <Row>(model: ListModel<Row>, column: string | undefined): Change => state => {
	const {sort} = listState(state, model);
	const descending = sort?.column === column && sort?.descending === true;
	return updateList(model, {sort: column === undefined ? undefined : {column, descending}, ...afterNarrowing(model)})(state);
};

export const reverseSort = <Row>(model: ListModel<Row>): Change => state => {
	const {sort} = listState(state, model);
	return sort ? updateList(model, {sort: {...sort, descending: !sort.descending}})(state) : state;
};

/** Marks a row, or takes its mark away. Marks outlive filters, sorts and screens. */
export const toggleMark = <Row>(model: ListModel<Row>, key: number): Change => state => {
	const marked = new Set(listState(state, model).marked);
	if (!marked.delete(key)) {
		marked.add(key);
	}

	return updateList(model, {marked})(state);
};

export const clearMarks = <Row>(model: ListModel<Row>): Change => updateList(model, {marked: new Set()});

/** The value, or the nearest of 0 and `maximum` where it is outside. */
export const clamp = (value: number, maximum: number): number => Math.max(0, Math.min(maximum, value));
